using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.ApiClients.Jwks;

/// <summary>The result of a preview: the normalised URL, when it was fetched, and what was found.</summary>
public sealed record JwksPreview(JwksUri Uri, DateTimeOffset VisitedAt, JwksFetchOutcome Outcome);

/// <summary>
/// Fetches a JWKS URL for the page, and so also refreshes the token endpoint's cache: once saved, it is in the state that was shown. Only
/// for those who may change a client, and a few times a minute each: otherwise the portal could be used to scan its own network (SSRF).
/// </summary>
public sealed class PreviewJwks(
    PortalStore store, PermissionGate gate, OutboundAddressPolicy policy, ClientJwksCache cache, TimeProvider clock)
{
    public const int Limit = 10;

    private readonly FailureThrottle _previews = new(Limit, TimeSpan.FromMinutes(1), clock);

    public async Task<Result<JwksPreview>> ExecuteAsync(string? url, Actor actor, CancellationToken cancellation)
    {
        if (await AskAsync(actor, cancellation) is { } refusal)
        {
            return refusal;
        }

        var uri = JwksUri.TryCreate(url, policy);
        if (!uri.IsSuccess)
        {
            return uri.Errors[0];
        }

        var turn = _previews.RecordFailure((actor as Actor.SignedIn)?.AdministratorId ?? actor.Name, null);
        return turn.IsThrottled
            ? JwksErrors.TooManyPreviews(turn.RetryAfter)
            : new JwksPreview(uri.Value, clock.GetUtcNow(), await cache.RefreshAsync(uri.Value, cancellation));
    }

    // In its own scope: no database context is held while a stranger's server takes its time.
    private async Task<PortalError?> AskAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await gate.AskToViewAsync(db, actor, ApiClientActions.PreviewKeys, null, cancellation);
    }
}
