using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage.Seams;

namespace AdminPortal.Domain.Storage.FindingTokens;

/// <summary>Counts the live tokens of one client. Only as far back as a live one can be, and no more than the count takes.</summary>
internal static class LiveTokens
{
    public static async Task<LiveTokenCount> CountAsync(
        ITokenSearch tokens, PortalDbContext db, ClientId clientId, DateTimeOffset now, CancellationToken cancellation)
    {
        var query = new TokenQuery { Status = TokenStatus.Active, Issued = Period.Any };
        var filter = await TokenFilter.OfAsync(tokens, db, query, [clientId], now, cancellation);
        return await tokens.CountLiveAsync(db, clientId, filter, cancellation);
    }
}
