using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.ApiClients.Secrets;

/// <summary>
/// A new secret as the Edit page sends it at <c>Done</c>. <paramref name="DeleteFirst"/> selects the safer order (delete the older one);
/// <paramref name="Displaces"/> is the one that the dialog said would be replaced, null when it said there was room.
/// </summary>
public sealed record AddClientSecretCommand(ClientId ClientId, PendingSecret Secret, Guid? DeleteFirst, Guid? Displaces);

/// <summary>Stores a new secret. If the secrets are no longer those the person saw, nothing is stored (optimistic concurrency).</summary>
public sealed class AddClientSecret(PortalStore store, PermissionGate gate, TimeProvider clock)
{
    public async Task<Result<ApiClientView>> ExecuteAsync(AddClientSecretCommand command, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, ApiClientActions.GiveWayIn, command.ClientId.Value, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var client = await change.Db.FindClientAsync(command.ClientId, cancellation);
        if (client is null)
        {
            return ApiClientErrors.NotFound;
        }

        var now = clock.GetUtcNow();
        var deleted = command.DeleteFirst is { } secretId ? client.RemoveSecret(secretId, actor.Name, now) : null;
        var displaced = client.AddSecret(command.Secret.Secret, command.Secret.Validity, actor.Name, now);
        if (deleted?.Id != command.DeleteFirst || displaced?.Id != command.Displaces)
        {
            return ApiClientErrors.SecretsChanged;
        }

        // A retry with the same secret, after the first response was lost, is detected as a duplicate digest.
        permit.Value.Record(AuditResult.Success, client.Name.Value, Describe(client, deleted, displaced));
        return await change.TryCommitAsync(ApiClientMapping.SecretIndex, cancellation) ? ApiClientView.Of(client) : ApiClientErrors.SecretsChanged;
    }

    private static AuditDetails Describe(ApiClient client, ClientSecret? deleted, ClientSecret? displaced)
    {
        var details = AuditDetails.Of(("Client ID", client.Id.Value));
        foreach (var gone in new[] { deleted, displaced }.OfType<ClientSecret>())
        {
            details.Add("Secret", ApiClientAudit.Describe(gone), null);
        }

        return details.Add("Secret", null, ApiClientAudit.Describe(client.Secrets.All[^1]));
    }
}
