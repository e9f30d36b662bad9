using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage.FindingTokens;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.Sqlite.FindingTokens;

/// <summary>
/// Finds revoked tokens by what revoked them: their own mark, the end of their generation, the revocation of their signing key. Each of
/// these happens within a day of the token's issue, so rows are read in time slices, and where nothing was revoked the slices skip ahead.
/// </summary>
internal sealed class RevokedTokenFinder(PortalDbContext db, TokenFilter filter)
{
    private const long Hour = 3_600_000;
    private const long LongestSlice = 24 * Hour;

    private static readonly long Life = (long)IssuedToken.LongestLife.TotalMilliseconds;

    // The first six bytes of an ID are its time; a shorter blob sorts before all IDs that begin with it.
    private const string Statement = """
        SELECT JwtId AS Value FROM (
            SELECT t.JwtId FROM IssuedTokens t INDEXED BY IX_IssuedTokens_RevokedAt
            WHERE t.RevokedAt >= @from AND t.RevokedAt < @until AND t.JwtId >= @first AND t.JwtId < @end AND t.RevokedAt < t.ExpiresAt{ofToken}
            UNION
            SELECT t.JwtId FROM EndedGenerations e CROSS JOIN IssuedTokens t INDEXED BY IX_IssuedTokens_ClientId_JwtId
            ON t.ClientId = e.ClientId AND t.Generation = e.Generation
            AND t.JwtId >= max(@first, unhex(printf('%012x', e.EndedAt - @life))) AND t.JwtId < min(@end, unhex(printf('%012x', e.EndedAt + 1)))
            WHERE e.EndedAt >= @from AND e.EndedAt < @until AND e.EndedAt < t.ExpiresAt{ofGeneration}
            UNION
            SELECT t.JwtId FROM SigningKeys k CROSS JOIN IssuedTokens t
            ON t.JwtId >= max(@first, unhex(printf('%012x', k.RevokedAt - @life))) AND t.JwtId < min(@end, unhex(printf('%012x', k.RevokedAt + 1)))
            WHERE k.RevokedAt >= @from AND k.RevokedAt < @until AND k.RevokedAt < t.ExpiresAt{ofToken}
            AND EXISTS (SELECT 1 FROM TokenContents c WHERE c.Id = t.ContentId AND c.KeyId = k.KeyId)
        )
        ORDER BY JwtId {direction} LIMIT @limit
        """;

    public async Task<List<Guid>> FindAsync(int limit, CancellationToken cancellation)
    {
        List<Guid> found = [];
        var (rest, length) = (filter.Range, Hour);
        while (found.Count < limit && !rest.IsEmpty)
        {
            if (await NextEventAsync(rest, cancellation) is not { } happened)
            {
                break;
            }

            var near = filter.OldestFirst ? rest.FromMillisecond(happened - Life) : rest.UntilMillisecond(happened + 1);
            length = near == rest ? Math.Min(2 * length, LongestSlice) : Hour;
            var slice = filter.OldestFirst ? near.UntilMillisecond(near.FirstMillisecond + length) : near.FromMillisecond(near.EndMillisecond - length);
            found.AddRange(await ReadAsync(slice, limit - found.Count, cancellation));
            rest = filter.OldestFirst ? near with { First = slice.End } : near with { End = slice.First };
        }

        return found;
    }

    private async Task<IEnumerable<Guid>> ReadAsync(JwtIdRange slice, int limit, CancellationToken cancellation)
    {
        var ofToken = TokenSql.Expiry(filter) + TokenSql.OfClients(filter, "t.ClientId");
        var sql = Statement
            .Replace("{ofToken}", ofToken, StringComparison.Ordinal)
            .Replace("{ofGeneration}", TokenSql.Expiry(filter) + TokenSql.OfClients(filter, "e.ClientId"), StringComparison.Ordinal)
            .Replace("{direction}", TokenSql.Direction(filter), StringComparison.Ordinal);
        var parameters = new TokenParameters(filter, slice, limit)
            .With("@from", slice.FirstMillisecond)
            .With("@until", slice.EndMillisecond + Life + 1)
            .With("@life", Life)
            .WithClients(filter.Clients ?? []);
        var ids = await db.Database.SqlQueryRaw<byte[]>(sql, parameters.All).ToListAsync(cancellation);
        return ids.Select(id => new Guid(id, bigEndian: true));
    }

    // A token is revoked after its issue and within its lifetime: the time of an event bounds which tokens it can have revoked.
    private async Task<long?> NextEventAsync(JwtIdRange rest, CancellationToken cancellation)
    {
        var (function, comparison, bound) = filter.OldestFirst ? ("min", ">=", rest.FirstMillisecond) : ("max", "<", rest.EndMillisecond + Life + 1);
        var sql = $"""
            SELECT {function}(at) AS Value FROM (
                SELECT {function}(t.RevokedAt) AS at FROM IssuedTokens t WHERE t.RevokedAt {comparison} @bound
                UNION ALL SELECT {function}(e.EndedAt) FROM EndedGenerations e WHERE e.EndedAt {comparison} @bound
                UNION ALL SELECT {function}(k.RevokedAt) FROM SigningKeys k WHERE k.RevokedAt {comparison} @bound
            )
            """;
        return (await db.Database.SqlQueryRaw<long?>(sql, new SqliteParameter("@bound", bound)).ToListAsync(cancellation)).Single();
    }
}
