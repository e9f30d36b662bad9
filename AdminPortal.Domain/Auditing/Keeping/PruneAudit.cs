using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Auditing.Keeping;

/// <summary>
/// Deletes the entries of the audit log that have had their time, oldest first and in small batches. A sealed checkpoint remembers the last
/// one, so that the rest can still be verified. The newest entry always stays, for the next one is chained to it; and what does not hold is
/// kept, for it is evidence.
/// </summary>
public sealed class PruneAudit(PortalStore store, AuditChain chain, AuditRetention retention, ProvenTime time, TimeProvider clock)
{
    internal const int BatchSize = 500;

    // Between two batches whoever else writes has many times as long as the last one took.
    private const int RestFor = 24;

    /// <summary>Deletes all that is due at this moment, and returns how many entries that were.</summary>
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

    // By their order and not by their time alone: an entry that follows one that stays, stays too.
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
