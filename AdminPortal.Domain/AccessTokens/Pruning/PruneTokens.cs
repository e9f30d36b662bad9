using AdminPortal.Domain.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.AccessTokens.Pruning;

/// <summary>
/// Deletes the records that have had their time, every hour and in small batches: between two of them it rests for many times as long as
/// the last one took, so that whoever else writes hardly notices. Nothing but records goes: a live token is never among them.
/// </summary>
public sealed partial class PruneTokens(
    PortalStore store, PruneUsedAssertions assertions, TokenRetention retention, TimeProvider clock, ILogger<PruneTokens> logger) : BackgroundService
{
    internal const int BatchSize = 500;
    internal const int RestFor = 24;

    private readonly SafeTime _safeTime = new(clock);

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(2);

    /// <summary>Deletes all that is due at this moment, and returns how many token records that were.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = _safeTime.Now;
        var cutoff = retention.CutoffAt(now);
        var end = new SqliteParameter("@end", JwtIdRange.All.Until(cutoff).EndBytes);
        var time = new SqliteParameter("@cutoff", cutoff.ToUnixTimeMilliseconds());
        var pruned = await InBatchesAsync(
            """
            DELETE FROM IssuedTokens WHERE JwtId <= (
                SELECT max(JwtId) FROM (SELECT JwtId FROM IssuedTokens WHERE JwtId < @end ORDER BY JwtId LIMIT @batch))
            """,
            end,
            cancellation);

        // What no record says any more. A record that is kept was issued after the cutoff, so its content is used beyond it.
        await InBatchesAsync(
            "DELETE FROM TokenContents WHERE rowid IN (SELECT rowid FROM TokenContents WHERE UsedUntil < @cutoff LIMIT @batch)", time, cancellation);
        await InBatchesAsync(
            "DELETE FROM EndedGenerations WHERE rowid IN (SELECT rowid FROM EndedGenerations WHERE EndedAt < @cutoff LIMIT @batch)", time, cancellation);
        await assertions.RunAsync(now, cancellation);
        return pruned;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, clock, stoppingToken);
        while (true)
        {
            try
            {
                if (await RunAsync(stoppingToken) is var count and > 0)
                {
                    RecordsPruned(logger, count, retention.Days);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                PruningFailed(logger, fault);
            }

            await Task.Delay(Every, clock, stoppingToken);
        }
    }

    private async Task<int> InBatchesAsync(string statement, SqliteParameter bound, CancellationToken cancellation)
    {
        var all = 0;
        while (true)
        {
            var started = clock.GetTimestamp();
            var deleted = await DeleteAsync(statement, bound, cancellation);
            all += deleted;
            if (deleted < BatchSize)
            {
                return all;
            }

            await Task.Delay(RestFor * clock.GetElapsedTime(started), clock, cancellation);
        }
    }

    private async Task<int> DeleteAsync(string statement, SqliteParameter bound, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        object[] parameters = [new SqliteParameter(bound.ParameterName, bound.Value), new SqliteParameter("@batch", BatchSize)];
        var deleted = await change.Db.Database.ExecuteSqlRawAsync(statement, parameters, cancellation);
        await change.CommitAsync(cancellation);
        return deleted;
    }

    [LoggerMessage(50, LogLevel.Information, "{Count} token records were deleted: their tokens expired more than {Days} days ago")]
    private static partial void RecordsPruned(ILogger logger, int count, int days);

    [LoggerMessage(51, LogLevel.Warning, "Old token records could not be deleted; the next attempt is in an hour")]
    private static partial void PruningFailed(ILogger logger, Exception fault);
}
