using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.AccessTokens.Pruning;

// This room owns retention: records past their retention period are deleted. It protects concurrent writers from starvation, by small
// batches with long pauses. It must never delete by an unproven clock, nor delete an active token.

/// <summary>
/// Deletes the records past their retention period, every hour and in small batches: between two batches it pauses for many times as long
/// as the last one took (back-pressure), so that other writers hardly notice. An active token is never among them.
/// </summary>
public sealed partial class PruneTokens(
    PortalStore store,
    IRecordPruning pruning,
    PruneUsedAssertions assertions,
    TokenRetention retention,
    ProvenTime time,
    PortalMetrics metrics,
    TimeProvider clock,
    ILogger<PruneTokens> logger)
    : RecurringWork("token pruning", metrics, clock, logger)
{
    internal const int BatchSize = 500;
    internal const int RestFor = 24;

    protected override TimeSpan Every => TimeSpan.FromHours(1);

    protected override TimeSpan AfterStart => TimeSpan.FromMinutes(2);

    /// <summary>Deletes everything that is due now, and returns the number of token records deleted.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = time.Now;
        var cutoff = retention.CutoffAt(now);
        var pruned = await InBatchesAsync(db => pruning.DeleteTokensAsync(db, cutoff, BatchSize, cancellation), cancellation);

        // Contents without records. A kept record was issued after the cutoff, so its content is marked as in use beyond it.
        await InBatchesAsync(db => pruning.DeleteContentsAsync(db, cutoff, BatchSize, cancellation), cancellation);
        await InBatchesAsync(db => pruning.DeleteEndedGenerationsAsync(db, cutoff, BatchSize, cancellation), cancellation);
        await assertions.RunAsync(now, cancellation);
        return pruned;
    }

    protected override async Task RunRoundAsync(CancellationToken cancellation)
    {
        if (await RunAsync(cancellation) is var count and > 0)
        {
            RecordsPruned(Logger, count, retention.Days);
        }
    }

    private async Task<int> InBatchesAsync(Func<PortalDbContext, Task<int>> delete, CancellationToken cancellation)
    {
        var all = 0;
        while (true)
        {
            var started = Clock.GetTimestamp();
            var deleted = await DeleteAsync(delete, cancellation);
            all += deleted;
            if (deleted < BatchSize)
            {
                return all;
            }

            await Task.Delay(RestFor * Clock.GetElapsedTime(started), Clock, cancellation);
        }
    }

    private async Task<int> DeleteAsync(Func<PortalDbContext, Task<int>> delete, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var deleted = await delete(change.Db);
        await change.CommitAsync(cancellation);
        return deleted;
    }

    [LoggerMessage(50, LogLevel.Information, "{Count} token records were deleted: their tokens expired more than {Days} days ago")]
    private static partial void RecordsPruned(ILogger logger, int count, int days);
}
