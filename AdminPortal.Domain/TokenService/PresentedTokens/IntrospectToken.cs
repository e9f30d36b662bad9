using AdminPortal.Domain.AccessTokens;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Requests;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenService.PresentedTokens;

/// <summary>
/// RFC 7662: whether a token lives, told to the client that it was issued to and to the introspection client of the resource server that it
/// is for. Each answer is by the store, so that what was revoked a moment ago is dead. Tokens of nobody are answered like any that does not
/// live, however many come (section 2.2): they are what others send to an API, which could not work if it were refused for asking.
/// </summary>
public sealed class IntrospectToken(AuthenticatedExchange exchange, TokenVerifier ownTokens, PortalStore store, PortalMetrics metrics, TimeProvider clock)
{
    public Task<TokenStep<Introspection>> ExecuteAsync(PresentedRequest presented, CancellationToken cancellation) => exchange.RunAsync<Introspection>(
        presented,
        async (client, token) =>
        {
            var own = await ownTokens.ReadAsync(token, cancellation);
            var answer = own is null ? Introspection.Inactive : await IntrospectAsync(own, client, cancellation);
            metrics.Introspected(isOurs: own is not null, isActive: answer.Active is not null);
            return answer;
        },
        cancellation);

    private async Task<Introspection> IntrospectAsync(VerifiedToken own, ClientSnapshot client, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await own.FindAsync(db, cancellation) is { } record
            && record.Life.StatusAt(clock.GetUtcNow()) == TokenStatus.Active
            && await MayKnowAsync(client, record, db, cancellation)
                ? new Introspection(IntrospectedToken.Of(record))
                : Introspection.Inactive;
    }

    private static async Task<bool> MayKnowAsync(ClientSnapshot client, TokenDossier record, PortalDbContext db, CancellationToken cancellation) =>
        record.Token.ClientId == client.Id
        || await db.ResourceServers.AnyAsync(
            server => server.PrimaryAudience == record.Content.Audience && server.IntrospectionClient == client.Id, cancellation);
}
