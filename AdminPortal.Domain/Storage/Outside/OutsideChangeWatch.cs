using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Telemetry;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage.Outside;

// This room owns how a running portal learns of changes by another process. It protects against a cached copy that still admits someone who
// was just locked out. It must never say what changed: the holder of a copy reads again.

/// <summary>
/// Looks four times a second whether another process has changed the store; then every copy of what lies there goes, and every open page
/// asks whether its session still counts.
/// </summary>
public sealed class OutsideChangeWatch : RecurringWork
{
    private readonly IStoreFeed _others;
    private readonly ChangeFeed _feed;
    private long? _seen;

    /// <summary>Uses the system clock: the polling interval has nothing to do with the time of day.</summary>
    public OutsideChangeWatch(IStoreFeed others, ChangeFeed feed, PortalMetrics metrics, ILogger<OutsideChangeWatch> logger)
        : base("watch for changes from outside", metrics, TimeProvider.System, logger)
    {
        (_others, _feed) = (others, feed);
    }

    protected override TimeSpan Every => TimeSpan.FromMilliseconds(250);

    /// <summary>Runs before the first request, so that every later change is seen.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRoundAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        _others.Close();
    }

    public override void Dispose()
    {
        _others.Close();
        base.Dispose();
    }

    internal void Look()
    {
        var count = _others.Read();
        if (count != _seen)
        {
            _seen = count;
            _feed.EverythingChanged();
        }
    }

    protected override Task RunRoundAsync(CancellationToken cancellation)
    {
        Look();
        return Task.CompletedTask;
    }
}
