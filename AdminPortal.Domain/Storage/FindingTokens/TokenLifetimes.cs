using AdminPortal.Domain.ApiClients;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.FindingTokens;

/// <summary>How long tokens on record live. Where all live for an hour, those that expire tomorrow are not looked for among today's.</summary>
internal sealed record TokenLifetimes(TimeSpan Shortest, TimeSpan Longest)
{
    // What was recorded without a lifetime may have any.
    private const string Statement = """
        SELECT min(ifnull(Lifetime, @least)) AS Shortest, max(ifnull(Lifetime, @most)) AS Longest FROM TokenContents WHERE UsedUntil >= @from
        """;

    /// <summary>Of the tokens that expire at that time or later, and perhaps of others; null when there are none.</summary>
    public static async Task<TokenLifetimes?> FindAsync(PortalDbContext db, DateTimeOffset? from, CancellationToken cancellation)
    {
        object[] parameters =
        [
            new SqliteParameter("@least", AccessTokenLifetime.MinMinutes),
            new SqliteParameter("@most", AccessTokenLifetime.MaxMinutes),
            new SqliteParameter("@from", (from ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds()),
        ];
        var found = (await db.Database.SqlQueryRaw<Minutes>(Statement, parameters).ToListAsync(cancellation)).Single();
        return found is { Shortest: { } shortest, Longest: { } longest }
            ? new(TimeSpan.FromMinutes(shortest), TimeSpan.FromMinutes(longest))
            : null;
    }

    private sealed record Minutes(int? Shortest, int? Longest);
}
