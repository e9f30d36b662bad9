using AdminPortal.Domain.AccessTokens;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Requests;

namespace AdminPortal.Domain.TokenService.PresentedTokens;

/// <summary>
/// RFC 7009: a client ends the life of a token that was issued to it. The answer is the same whether there was such a token or not
/// (section 2.2), and so for one of another client: what cannot be revoked is left alone without a word.
/// </summary>
public sealed class RevokeOwnToken(AuthenticatedExchange exchange, OwnTokens ownTokens, PortalStore store, PermissionGate gate, TimeProvider clock)
{
    // What a client does with its own tokens takes no administrator's permission, but is recorded all the same.
    private static readonly PortalAction Revoke = new("Revoke", "Authentication Settings", "Access Token");

    public Task<TokenStep<RevocationAnswer>> ExecuteAsync(PresentedRequest presented, CancellationToken cancellation) => exchange.RunAsync<RevocationAnswer>(
        presented,
        async (client, token) =>
        {
            if (await ownTokens.ReadAsync(token, cancellation) is { } own && await IsRevocableAsync(own, client, cancellation))
            {
                await RevokeAsync(own, client, presented.SourceAddress, cancellation);
            }

            return RevocationAnswer.Done;
        },
        cancellation);

    // A look first: only what is to be revoked takes a turn among the writers.
    private async Task<bool> IsRevocableAsync(OwnToken own, ClientSnapshot client, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await FindRevocableAsync(own, client, db, cancellation) is not null;
    }

    private async Task RevokeAsync(OwnToken own, ClientSnapshot client, string? source, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var actor = new Actor.ApiClient(client.Id.Value, source);
        var permit = await gate.AskAsync(change, actor, Revoke, own.JwtId.ToString(), cancellation);
        if (permit.IsSuccess && await FindRevocableAsync(own, client, change.Db, cancellation) is { } record)
        {
            record.Token.Revoke(client.Id.Value, clock.GetUtcNow());
            permit.Value.Record(AuditResult.Success, own.JwtId.ToString(), AuditDetails.Of(("Client ID", client.Id.Value)));
            await change.CommitAsync(cancellation);
        }
    }

    private async Task<TokenRecord?> FindRevocableAsync(OwnToken own, ClientSnapshot client, PortalDbContext db, CancellationToken cancellation) =>
        await own.FindAsync(db, cancellation) is { } record
        && record.Token.ClientId == client.Id
        && record.Life.StatusAt(clock.GetUtcNow()) == TokenStatus.Active
            ? record
            : null;
}

/// <summary>All that is ever said of a revocation.</summary>
public sealed class RevocationAnswer
{
    private RevocationAnswer()
    {
    }

    public static RevocationAnswer Done { get; } = new();
}
