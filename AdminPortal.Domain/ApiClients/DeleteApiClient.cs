using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.ApiClients;

/// <summary>Deletes a client for good: its tokens are revoked, its secrets are erased, its ID is never reused.</summary>
public sealed class DeleteApiClient(PortalStore store, PermissionGate gate, TimeProvider clock)
{
    /// <summary>True when this call deleted it, false when it was already gone: deletion is idempotent.</summary>
    public async Task<Result<bool>> ExecuteAsync(ClientId clientId, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, ApiClientActions.Delete, clientId.Value, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var client = await change.Db.FindClientAsync(clientId, cancellation);
        if (client is null)
        {
            return false;
        }

        client.Delete(actor.Name, clock.GetUtcNow());
        permit.Value.Record(AuditResult.Success, client.Name.Value, AuditDetails.Of(("Client ID", client.Id.Value)));
        await change.CommitAsync(cancellation);
        return true;
    }
}
