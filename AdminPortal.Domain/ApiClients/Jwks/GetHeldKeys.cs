using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.ApiClients.Jwks;

/// <summary>
/// A client's saved JWKS URL and what is cached of it; no URL when it has none, nothing cached if it was not fetched since the start.
/// </summary>
public sealed record ClientJwks(JwksUri? Uri, JwksCacheView? Held);

/// <summary>The state of a client's JWKS URL, for a page to show. It fetches nothing.</summary>
public sealed class GetHeldKeys(PortalStore store, PermissionGate gate, ClientJwksCache cache)
{
    public async Task<Result<ClientJwks>> ExecuteAsync(ClientId clientId, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, ApiClientActions.View, clientId.Value, cancellation) is { } refusal)
        {
            return refusal;
        }

        return await db.FindClientAsync(clientId, cancellation) is { } client
            ? new ClientJwks(client.JwksUri, client.JwksUri is { } uri ? cache.Peek(uri) : null)
            : ApiClientErrors.NotFound;
    }
}
