using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage.FindingTokens;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.Sqlite.FindingTokens;

// This room owns the SQL that finds tokens among millions. It protects the response time of a page: little more is read than is shown. It
// must never decide who may look: the use case has already checked.

/// <summary>
/// Finds the tokens of one page among millions by reading a range of rows in time order, no more than the page needs. Revoked tokens are
/// too sparse for that, except when few rows need reading: see <see cref="RevokedTokenFinder"/>.
/// </summary>
internal sealed class TokenFinder(PortalDbContext db, TokenFilter filter)
{
    /// <summary>This many rows are read in a few hundredths of a second.</summary>
    private const int Few = 20_000;

    /// <summary>The IDs in the order of the filter.</summary>
    public async Task<List<Guid>> FindAsync(int limit, CancellationToken cancellation)
    {
        if (filter.IsEmpty)
        {
            return [];
        }

        // One connection for all the following statements, instead of one for each.
        await db.Database.OpenConnectionAsync(cancellation);
        if (filter.Status == TokenStatus.Revoked && !await AreFewAsync(cancellation))
        {
            return await new RevokedTokenFinder(db, filter).FindAsync(limit, cancellation);
        }

        // One client's tokens are in order in an index; with several clients, one page of each is read and the pages are merged.
        List<Guid> found = [];
        var byKeys = filter.Status is not null && await db.SigningKeys.AnyAsync(key => key.RevokedAt != null, cancellation);
        foreach (var client in filter.Clients ?? [null!])
        {
            found.AddRange(await ReadAsync(client, byKeys, limit, cancellation));
        }

        return [.. (filter.OldestFirst ? found.Order() : found.OrderDescending()).Take(limit)];
    }

    private async Task<bool> AreFewAsync(CancellationToken cancellation)
    {
        if (filter.Clients is not { } clients)
        {
            return false;
        }

        var sql = $"""
            SELECT count(*) AS Value FROM (
                SELECT 1 FROM IssuedTokens t WHERE t.JwtId >= @first AND t.JwtId < @end{TokenSql.OfClients(filter, "t.ClientId")} LIMIT @limit)
            """;
        var parameters = new TokenParameters(filter, filter.Range, Few + 1).WithClients(clients);
        return (await db.Database.SqlQueryRaw<int>(sql, parameters.All).ToListAsync(cancellation)).Single() <= Few;
    }

    private async Task<IEnumerable<Guid>> ReadAsync(ClientId? client, bool byKeys, int limit, CancellationToken cancellation)
    {
        var ofClient = client is null ? "" : " AND t.ClientId = @client";
        var sql = $"""
            SELECT t.JwtId AS Value FROM IssuedTokens t
            WHERE t.JwtId >= @first AND t.JwtId < @end{ofClient}{TokenSql.Expiry(filter)}{TokenSql.State(filter.Status, byKeys)}
            ORDER BY t.JwtId {TokenSql.Direction(filter)} LIMIT @limit
            """;
        var parameters = new TokenParameters(filter, filter.Range, limit).With("@client", client?.Value);
        var ids = await db.Database.SqlQueryRaw<byte[]>(sql, parameters.All).ToListAsync(cancellation);
        return ids.Select(id => new Guid(id, bigEndian: true));
    }
}
