using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Timekeeping;

/// <summary>
/// Reads the clock every minute, records how far time has come, and logs when the clock is in doubt. After a change by another process it
/// reads at once: that may have been an administrator's confirmation.
/// </summary>
public sealed partial class KeepClock : RecurringWork
{
    private readonly StoredClock _stored;
    private readonly ClockBounds _bounds;
    private readonly ChangeFeed _feed;
    private bool _isDoubted;

    public KeepClock(
        StoredClock stored,
        ProvenTime time,
        ClockBounds bounds,
        ChangeFeed feed,
        PortalMetrics metrics,
        TimeProvider clock,
        ILogger<KeepClock> logger)
        : base("clock record", metrics, clock, logger)
    {
        metrics.WatchClock(() => time.Look().Lead.TotalSeconds);
        (_stored, _bounds, _feed) = (stored, bounds, feed);
    }

    protected override TimeSpan Every => _bounds.LookedAtEvery;

    /// <summary>Before the first request, so that the line is in the log of the start.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRoundAsync(cancellationToken);
        _feed.OnEverythingChanged(RunSoon);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryLastRoundAsync();
    }

    protected override async Task RunRoundAsync(CancellationToken cancellation)
    {
        var known = await _stored.WriteAsync(cancellation);
        if (known.IsDoubtful && !_isDoubted)
        {
            ClockIsDoubted(Logger, known.Told, known.LeadInWords);
        }
        else if (_isDoubted && !known.IsDoubtful)
        {
            ClockIsTrusted(Logger, known.Told);
        }

        _isDoubted = known.IsDoubtful;
    }

    [LoggerMessage(
        85,
        LogLevel.Warning,
        "The clock says {Told:yyyy-MM-dd HH:mm}Z, {Lead} the latest time this store has seen. Nothing is deleted by age and no signing key changes "
        + "until the portal has run for a day by this clock, or an administrator accepts it: on any page of the portal, or by \"admin clock accept\"")]
    private static partial void ClockIsDoubted(ILogger logger, DateTimeOffset told, string lead);

    [LoggerMessage(86, LogLevel.Information, "The clock says {Told:yyyy-MM-dd HH:mm}Z and is no longer in doubt")]
    private static partial void ClockIsTrusted(ILogger logger, DateTimeOffset told);
}
