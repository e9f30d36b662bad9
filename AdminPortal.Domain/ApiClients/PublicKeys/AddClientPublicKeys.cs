using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.ApiClients.PublicKeys;

/// <summary>Adds keys to a saved client, all of them or none; they work from this change on.</summary>
public sealed class AddClientPublicKeys(PortalStore store, PermissionGate gate, TimeProvider clock)
{
    public async Task<Result<ApiClientView>> ExecuteAsync(
        ClientId clientId, IReadOnlyList<NewPublicKey> keys, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, ApiClientActions.GiveWayIn, clientId.Value, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var client = await change.Db.FindClientAsync(clientId, cancellation);
        if (client is null)
        {
            return ApiClientErrors.NotFound;
        }

        if (client.AddPublicKeys(keys, actor.Name, clock.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        var details = AuditDetails.Of(("Client ID", client.Id.Value));
        foreach (var key in keys)
        {
            details.Add("Public key", null, ApiClientAudit.Describe(key));
        }

        permit.Value.Record(AuditResult.Success, client.Name.Value, details);
        await change.CommitAsync(cancellation);
        return ApiClientView.Of(client);
    }
}
