using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Telemetry;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Auditing.Keeping;

// This room owns verification and retention of the audit log. It protects the entries from undetected edits (the whole log is verified at
// every start, once a day and on request) and the disk from their growth (each is deleted after its retention period). It must never delete
// an entry that fails verification, nor change one.

/// <summary>
/// Verifies the audit log in the background after the start, and once a day; deletes entries past their retention period every hour.
/// </summary>
public sealed partial class AuditKeeping : RecurringWork
{
    private static readonly TimeSpan VerifiedEvery = TimeSpan.FromDays(1);

    private readonly VerifyAudit _verify;
    private readonly PruneAudit _prune;
    private readonly AuditRetention _retention;
    private AuditVerdict? _verdict;
    private long _verifiedAt;

    public AuditKeeping(
        VerifyAudit verify, PruneAudit prune, AuditRetention retention, PortalMetrics metrics, TimeProvider clock, ILogger<AuditKeeping> logger)
        : base("keeping of the audit log", metrics, clock, logger)
    {
        (_verify, _prune, _retention) = (verify, prune, retention);
        metrics.WatchAudit(() => _verdict is null ? null : _verdict is AuditVerdict.Intact);
    }

    protected override TimeSpan Every => TimeSpan.FromHours(1);

    // Leaves the first moments to the first page requests.
    protected override TimeSpan AfterStart => TimeSpan.FromSeconds(10);

    /// <summary>Verifies, logs the result and remembers it.</summary>
    internal async Task VerifyAsync(CancellationToken cancellation)
    {
        var before = _verdict as AuditVerdict.Intact;
        var verdict = await _verify.RunAsync(atOnce: false, cancellation);
        // Truncation of the end leaves no trace in the log itself; but the last entry number never decreases while the program runs.
        _verdict = verdict is AuditVerdict.Intact now && before?.LastId > now.LastId
            ? new AuditVerdict.Broken(now.LastId + 1, $"the entries up to {before.LastId} are missing")
            : verdict;
        _verifiedAt = Clock.GetTimestamp();
        if (_verdict is AuditVerdict.Broken broken)
        {
            AuditIsBroken(Logger, broken.EntryId, broken.Why);
        }
        else if (_verdict is AuditVerdict.Intact intact)
        {
            AuditIsIntact(Logger, intact.Entries, intact.LastId);
        }
    }

    protected override async Task RunRoundAsync(CancellationToken cancellation)
    {
        if (_verdict is null || Clock.GetElapsedTime(_verifiedAt) >= VerifiedEvery)
        {
            await VerifyAsync(cancellation);
        }

        if (await _prune.RunAsync(cancellation) is var count and > 0)
        {
            EntriesWereDeleted(Logger, count, _retention.Days);
        }
    }

    [LoggerMessage(70, LogLevel.Information, "The audit log is intact: {Entries} entries, the last one is {LastId}")]
    private static partial void AuditIsIntact(ILogger logger, long entries, long lastId);

    [LoggerMessage(71, LogLevel.Error, "The audit log has been tampered with from entry {EntryId} on: {Why}")]
    private static partial void AuditIsBroken(ILogger logger, long entryId, string why);

    [LoggerMessage(72, LogLevel.Information, "{Count} entries of the audit log were deleted: they are older than {Days} days")]
    private static partial void EntriesWereDeleted(ILogger logger, int count, int days);
}
