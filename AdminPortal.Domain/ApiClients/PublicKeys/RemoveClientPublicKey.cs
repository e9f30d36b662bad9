using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.ApiClients.PublicKeys;

/// <summary>Removes an uploaded key; it stops working with this change. Idempotent.</summary>
public sealed class RemoveClientPublicKey(PortalStore store, PermissionGate gate, TimeProvider clock)
{
    public async Task<Result<ApiClientView>> ExecuteAsync(ClientId clientId, Guid keyId, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, ApiClientActions.Update, clientId.Value, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var client = await change.Db.FindClientAsync(clientId, cancellation);
        if (client is null)
        {
            return ApiClientErrors.NotFound;
        }

        if (client.RemovePublicKey(keyId, actor.Name, clock.GetUtcNow()) is { } removed)
        {
            permit.Value.Record(
                AuditResult.Success,
                client.Name.Value,
                AuditDetails.Of(("Client ID", client.Id.Value)).Add("Public key", ApiClientAudit.Describe(removed), null));
            await change.CommitAsync(cancellation);
        }

        return ApiClientView.Of(client);
    }
}
