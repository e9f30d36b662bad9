using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.ApiClients;

/// <summary>One client for a page to show.</summary>
public sealed class GetApiClient(PortalStore store, PermissionGate gate)
{
    public async Task<Result<ApiClientView>> ExecuteAsync(ClientId clientId, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, ApiClientActions.View, clientId.Value, cancellation) is { } refusal)
        {
            return refusal;
        }

        return await db.FindClientAsync(clientId, cancellation) is { } client ? ApiClientView.Of(client) : ApiClientErrors.NotFound;
    }
}
