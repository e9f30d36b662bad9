using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using AdminPortal.Domain.TokenService.Rules.Requests;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenService.PresentedTokens;

/// <summary>
/// RFC 7662: whether a token is active, told to the client it was issued to and to the introspection client of its resource server. Each
/// answer is read from the store, so that a token revoked a moment ago is inactive. Unknown tokens are answered as inactive and never
/// throttled (section 2.2): they are what others send to an API, which could not work if it were refused for asking.
/// </summary>
public sealed class IntrospectToken(
    PresentedTokenExchange exchange, TokenVerifier verifier, PortalStore store, PortalMetrics metrics, TimeProvider clock)
{
    public Task<TokenStep<Introspection>> ExecuteAsync(PresentedRequest presented, CancellationToken cancellation) => exchange.RunAsync<Introspection>(
        presented,
        async (client, token) =>
        {
            var verified = await verifier.ReadAsync(token, cancellation);
            var answer = verified is null ? Introspection.Inactive : await IntrospectAsync(verified, client, cancellation);
            metrics.Introspected(isOurs: verified is not null, isActive: answer.Active is not null);
            return answer;
        },
        cancellation);

    private async Task<Introspection> IntrospectAsync(VerifiedToken verified, ClientSnapshot client, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await verified.FindAsync(db, cancellation) is { } found
            && found.Life.StatusAt(clock.GetUtcNow()) == TokenStatus.Active
            && await MayKnowAsync(client, found, db, cancellation)
                ? new Introspection(IntrospectedToken.Of(found))
                : Introspection.Inactive;
    }

    private static async Task<bool> MayKnowAsync(ClientSnapshot client, TokenDossier found, PortalDbContext db, CancellationToken cancellation) =>
        found.Token.ClientId == client.Id
        || await db.ResourceServers.AnyAsync(
            server => server.PrimaryAudience == found.Content.Audience && server.IntrospectionClient == client.Id, cancellation);
}
