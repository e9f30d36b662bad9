using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Auditing.Keeping;

/// <summary>
/// Deletes the audit log entries past their retention period, oldest first and in small batches. A sealed checkpoint keeps the last one's
/// hash, so that the rest can still be verified. The newest entry always stays, because the next one is chained to it; and entries that
/// fail verification are kept, because they are evidence.
/// </summary>
public sealed class PruneAudit(PortalStore store, AuditChain chain, AuditRetention retention, ProvenTime time, TimeProvider clock)
{
    internal const int BatchSize = 500;

    // Back-pressure: between two batches other writers have many times as long as the last one took.
    private const int RestFor = 24;

    /// <summary>Deletes everything that is due now, and returns the number of entries deleted.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var cutoff = retention.CutoffAt(time.Now);
        for (var all = 0; ;)
        {
            var started = clock.GetTimestamp();
            var deleted = await DeleteBatchAsync(cutoff, cancellation);
            all += deleted;
            if (deleted < BatchSize)
            {
                return all;
            }

            await Task.Delay(RestFor * clock.GetElapsedTime(started), clock, cancellation);
        }
    }

    private async Task<int> DeleteBatchAsync(DateTimeOffset cutoff, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var checkpoint = await change.Db.AuditCheckpoints.SingleOrDefaultAsync(cancellation);
        var due = await DueAsync(change.Db, checkpoint, cutoff, cancellation);
        if (due.Count == 0)
        {
            return 0;
        }

        if (checkpoint is null)
        {
            checkpoint = AuditCheckpoint.Unset();
            change.Db.AuditCheckpoints.Add(checkpoint);
        }

        var last = due[^1];
        checkpoint.MoveTo(last, chain.Seal);
        await change.Db.AuditEntries.Where(entry => entry.Id <= last.Id).ExecuteDeleteAsync(cancellation);
        await change.CommitAsync(cancellation);
        return due.Count;
    }

    // By order and not by time alone: an entry after one that is kept is kept too.
    private async Task<List<AuditEntry>> DueAsync(
        PortalDbContext db, AuditCheckpoint? checkpoint, DateTimeOffset cutoff, CancellationToken cancellation)
    {
        var last = chain.BeginningBehind(checkpoint);
        var oldest = await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Id).Take(BatchSize + 1).ToListAsync(cancellation);
        List<AuditEntry> due = [];
        foreach (var entry in oldest.SkipLast(1))
        {
            if (last is null || entry.OccurredAt >= cutoff || chain.WhyBroken(entry, last) is not null)
            {
                break;
            }

            due.Add(entry);
            last = AuditLink.Of(entry);
        }

        return due;
    }
}
