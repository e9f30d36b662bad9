using System.Globalization;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Auditing.Keeping;

/// <summary>
/// Reads the audit log from beginning to end and checks every seal and every link. It reads in small steps, so that neither memory nor the
/// write-ahead log grows with the entries; entries written meanwhile are checked as well.
/// </summary>
public sealed class VerifyAudit(PortalStore store, AuditChain chain, TimeProvider clock)
{
    internal const int StepSize = 1000;

    // Starts over when another process deletes old entries faster than they are read (race); that does not last.
    private const int Attempts = 5;

    /// <summary>At a low rate in the background, or at full speed when someone is waiting.</summary>
    public async Task<AuditVerdict> RunAsync(bool atOnce, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var verdict = await WalkAsync(atOnce, cancellation);
            if (attempt == Attempts || verdict is not AuditVerdict.Broken broken || !await IsDeletedSinceAsync(broken, cancellation))
            {
                return verdict;
            }
        }
    }

    private async Task<AuditVerdict> WalkAsync(bool atOnce, CancellationToken cancellation)
    {
        var checkpoint = await CheckpointAsync(cancellation);
        if (chain.BeginningBehind(checkpoint) is not { } last)
        {
            return new AuditVerdict.Broken(checkpoint!.EntryId, "the checkpoint after deleted entries was edited");
        }

        if (await OutsideAsync(last, cancellation) is { } outside)
        {
            return new AuditVerdict.Broken(
                outside.Id,
                string.Create(CultureInfo.InvariantCulture, $"entry {outside.Id} is numbered before the beginning of the log"));
        }

        for (var entries = 0L; ;)
        {
            var started = clock.GetTimestamp();
            var step = await StepBehindAsync(last, cancellation);
            foreach (var entry in step)
            {
                if (chain.WhyBroken(entry, last) is { } why)
                {
                    return new AuditVerdict.Broken(entry.Id, why);
                }

                last = AuditLink.Of(entry);
                entries++;
            }

            if (step.Count < StepSize)
            {
                // The newest entry is never deleted by retention.
                return entries == 0 && checkpoint is not null
                    ? new AuditVerdict.Broken(last.EntryId + 1, string.Create(CultureInfo.InvariantCulture, $"entry {last.EntryId + 1} is missing"))
                    : new AuditVerdict.Intact(entries, last.EntryId);
            }

            await Task.Delay(atOnce ? TimeSpan.Zero : clock.GetElapsedTime(started), clock, cancellation);
        }
    }

    // Numbers already used, or invalid: none of our entries can have them.
    private async Task<AuditEntry?> OutsideAsync(AuditLink beginning, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await db.AuditEntries.Where(entry => entry.Id <= beginning.EntryId).OrderBy(entry => entry.Id).FirstOrDefaultAsync(cancellation);
    }

    private async Task<List<AuditEntry>> StepBehindAsync(AuditLink last, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await db.AuditEntries.Where(entry => entry.Id > last.EntryId).OrderBy(entry => entry.Id).Take(StepSize).ToListAsync(cancellation);
    }

    private async Task<AuditCheckpoint?> CheckpointAsync(CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await db.AuditCheckpoints.SingleOrDefaultAsync(cancellation);
    }

    // Race: the entry before the seemingly broken one was deleted by retention meanwhile.
    private async Task<bool> IsDeletedSinceAsync(AuditVerdict.Broken broken, CancellationToken cancellation) =>
        await CheckpointAsync(cancellation) is { } checkpoint && checkpoint.EntryId >= broken.EntryId - 1;
}
