using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage.Seams;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.Sqlite;

/// <summary>Deletes along the order in which SQLite keeps the rows of each table.</summary>
internal sealed class SqlitePruning : IRecordPruning
{
    public Task<int> DeleteTokensAsync(PortalDbContext db, DateTimeOffset issuedBefore, int most, CancellationToken cancellation) => DeleteAsync(
        db,
        """
        DELETE FROM IssuedTokens WHERE JwtId <= (
            SELECT max(JwtId) FROM (SELECT JwtId FROM IssuedTokens WHERE JwtId < @end ORDER BY JwtId LIMIT @batch))
        """,
        new SqliteParameter("@end", JwtIdRange.All.Until(issuedBefore).EndBytes),
        most,
        cancellation);

    public Task<int> DeleteContentsAsync(PortalDbContext db, DateTimeOffset usedUntil, int most, CancellationToken cancellation) => DeleteAsync(
        db,
        "DELETE FROM TokenContents WHERE rowid IN (SELECT rowid FROM TokenContents WHERE UsedUntil < @cutoff LIMIT @batch)",
        new SqliteParameter("@cutoff", usedUntil.ToUnixTimeMilliseconds()),
        most,
        cancellation);

    public Task<int> DeleteEndedGenerationsAsync(PortalDbContext db, DateTimeOffset endedBefore, int most, CancellationToken cancellation) => DeleteAsync(
        db,
        "DELETE FROM EndedGenerations WHERE rowid IN (SELECT rowid FROM EndedGenerations WHERE EndedAt < @cutoff LIMIT @batch)",
        new SqliteParameter("@cutoff", endedBefore.ToUnixTimeMilliseconds()),
        most,
        cancellation);

    public async Task<AssertionPlace?> PlaceBehindAsync(PortalDbContext db, AssertionPlace place, int step, CancellationToken cancellation) =>
        await db.UsedAssertions
            .FromSqlRaw(UsedAssertionSql.LastBehind, Parameters(place, step))
            .Select(used => new AssertionPlace(used.ClientId.Value, used.JwtIdDigest))
            .AsAsyncEnumerable()
            .FirstOrDefaultAsync(cancellation);

    public Task ForgetAssertionsAsync(
        PortalDbContext db, AssertionPlace place, int step, DateTimeOffset now, CancellationToken cancellation) => db.Database.ExecuteSqlRawAsync(
        UsedAssertionSql.Forget, [.. Parameters(place, step), new SqliteParameter("$4", now.ToUnixTimeMilliseconds())], cancellation);

    private static Task<int> DeleteAsync(
        PortalDbContext db, string statement, SqliteParameter bound, int most, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync(statement, [bound, new SqliteParameter("@batch", most)], cancellation);

    private static object[] Parameters(AssertionPlace place, int step) =>
        [new SqliteParameter("$1", place.ClientId), new SqliteParameter("$2", place.JwtIdDigest), new SqliteParameter("$3", step)];
}
