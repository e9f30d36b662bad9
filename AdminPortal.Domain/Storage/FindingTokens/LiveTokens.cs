using AdminPortal.Domain.AccessTokens;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Storage.Sqlite.FindingTokens;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.FindingTokens;

/// <summary>Counts the live tokens of one client. Only as far back as a live one can be, and no more than the count takes.</summary>
internal static class LiveTokens
{
    public static async Task<LiveTokenCount> CountAsync(PortalDbContext db, ClientId clientId, DateTimeOffset now, CancellationToken cancellation)
    {
        var query = new TokenQuery { Status = TokenStatus.Active, Issued = Period.Any };
        var filter = await TokenFilter.OfAsync(db, query, [clientId], now, cancellation);
        var byKeys = await db.SigningKeys.AnyAsync(key => key.RevokedAt != null, cancellation);
        var live = $"""
            FROM IssuedTokens t
            WHERE t.JwtId >= @first AND t.JwtId < @end AND t.ClientId = @client{TokenSql.Expiry(filter)}{TokenSql.State(filter.Status, byKeys)}
            """;
        object[] Parameters() => new TokenParameters(filter, filter.Range, LiveTokenCount.Limit + 1).With("@client", clientId.Value).All;
        var (counting, ending) = ($"SELECT count(*) AS Value FROM (SELECT 1 {live} LIMIT @limit)", $"SELECT max(t.ExpiresAt) AS Value {live}");
        var count = await db.Database.SqlQueryRaw<int>(counting, Parameters()).ToListAsync(cancellation);
        var last = await db.Database.SqlQueryRaw<long?>(ending, Parameters()).ToListAsync(cancellation);
        return new LiveTokenCount(count[0], last[0] is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null);
    }
}
