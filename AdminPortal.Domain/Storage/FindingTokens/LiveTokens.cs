using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage.Seams;

namespace AdminPortal.Domain.Storage.FindingTokens;

/// <summary>Counts the active tokens of one client. Reads only as far back as an active one can be, and stops at the limit.</summary>
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
