using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Storage.FindingTokens;
using AdminPortal.Domain.Storage.Seams;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.Sqlite.FindingTokens;

/// <summary>Finds and counts tokens in SQLite.</summary>
internal sealed class SqliteTokenSearch : ITokenSearch
{
    // What was recorded without a lifetime may have any.
    private const string Lifetimes = """
        SELECT min(ifnull(Lifetime, @least)) AS Shortest, max(ifnull(Lifetime, @most)) AS Longest FROM TokenContents WHERE UsedUntil >= @from
        """;

    public Task<List<Guid>> FindAsync(PortalDbContext db, TokenFilter filter, int limit, CancellationToken cancellation) =>
        new TokenFinder(db, filter).FindAsync(limit, cancellation);

    public async Task<TokenLifetimes?> FindLifetimesAsync(PortalDbContext db, DateTimeOffset? from, CancellationToken cancellation)
    {
        object[] parameters =
        [
            new SqliteParameter("@least", AccessTokenLifetime.MinMinutes),
            new SqliteParameter("@most", AccessTokenLifetime.MaxMinutes),
            new SqliteParameter("@from", (from ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds()),
        ];
        var found = (await db.Database.SqlQueryRaw<Minutes>(Lifetimes, parameters).ToListAsync(cancellation)).Single();
        return found is { Shortest: { } shortest, Longest: { } longest }
            ? new(TimeSpan.FromMinutes(shortest), TimeSpan.FromMinutes(longest))
            : null;
    }

    public async Task<LiveTokenCount> CountLiveAsync(PortalDbContext db, ClientId clientId, TokenFilter filter, CancellationToken cancellation)
    {
        var byKeys = await db.SigningKeys.AnyAsync(key => key.RevokedAt != null, cancellation);
        var live = $"""
            FROM IssuedTokens t
            WHERE t.JwtId >= @first AND t.JwtId < @end AND t.ClientId = @client{TokenSql.Expiry(filter)}{TokenSql.State(filter.Status, byKeys)}
            """;
        object[] Parameters() => new TokenParameters(filter, filter.Range, LiveTokenCount.Limit + 1).With("@client", clientId.Value).All;
        var (counting, ending) = ($"SELECT count(*) AS Value FROM (SELECT 1 {live} LIMIT @limit)", $"SELECT max(t.ExpiresAt) AS Value {live}");
        var count = await db.Database.SqlQueryRaw<int>(counting, Parameters()).ToListAsync(cancellation);
        var last = await db.Database.SqlQueryRaw<long?>(ending, Parameters()).ToListAsync(cancellation);
        return new LiveTokenCount(count[0], TimeOf(last[0]));
    }

    public async Task<CountedOfKey> CountOfKeyAsync(
        PortalDbContext db, string keyId, JwtIdRange range, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        var (from, to, time) = (range.FirstBytes, range.EndBytes, now.ToUnixTimeMilliseconds());
        // Newest first: active tokens are there, so that the limit is reached before expired ones are read.
        var counted = await db.Database.SqlQuery<Counted>($"""
            SELECT COUNT(*) AS "Unexpired", COALESCE(SUM("Live"), 0) AS "Live", MAX(CASE WHEN "Live" THEN "ExpiresAt" END) AS "LiveUntil" FROM (
                SELECT "ExpiresAt", "RevokedAt" IS NULL AND NOT EXISTS (
                    SELECT 1 FROM "EndedGenerations" AS "e" WHERE "e"."ClientId" = "t"."ClientId" AND "e"."Generation" = "t"."Generation") AS "Live"
                FROM "IssuedTokens" AS "t"
                WHERE "JwtId" >= {from} AND "JwtId" < {to} AND "ExpiresAt" > {time}
                    AND "ContentId" IN (SELECT "Id" FROM "TokenContents" WHERE "KeyId" = {keyId})
                ORDER BY "JwtId" DESC
                LIMIT {limit})
            """).SingleAsync(cancellation);
        return new(counted.Unexpired, counted.Live, TimeOf(counted.LiveUntil));
    }

    private static DateTimeOffset? TimeOf(long? milliseconds) =>
        milliseconds is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    private sealed record Minutes(int? Shortest, int? Longest);

    private sealed record Counted(int Unexpired, int Live, long? LiveUntil);
}
