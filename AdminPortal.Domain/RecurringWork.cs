using AdminPortal.Domain.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain;

/// <summary>
/// What the program does by itself, again and again. A fault ends one round and nothing else: the work goes on, the program too. It is counted
/// each time, and told once when the work begins to fail and once when it succeeds again, by its name: "The token pruning failed".
/// </summary>
public abstract partial class RecurringWork(string work, PortalMetrics metrics, TimeProvider clock, ILogger logger) : BackgroundService
{
    // The host's own time for the end may be used up by whoever was still connected.
    private static readonly TimeSpan LastRoundWithin = TimeSpan.FromSeconds(1.5);

    private bool _isFailing;

    protected TimeProvider Clock => clock;

    protected ILogger Logger => logger;

    /// <summary>The rest between two rounds.</summary>
    protected abstract TimeSpan Every { get; }

    /// <summary>How long after the start the first round begins.</summary>
    protected virtual TimeSpan AfterStart => Every;

    /// <summary>The rest after a round that failed.</summary>
    protected virtual TimeSpan AfterFault => Every;

    protected abstract Task RunRoundAsync(CancellationToken cancellation);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var rest = AfterStart;
        while (true)
        {
            await Task.Delay(rest, clock, stoppingToken);
            rest = await TryRoundAsync(stoppingToken) ? Every : AfterFault;
        }
    }

    /// <summary>False when the round failed; one that was cut short by the end of the program is no failure to tell of.</summary>
    protected async Task<bool> TryRoundAsync(CancellationToken cancellation)
    {
        try
        {
            await RunRoundAsync(cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            return false;
        }
#pragma warning disable CA1031 // Whatever went wrong, the program goes on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Tell(fault);
            return false;
        }

        if (_isFailing)
        {
            WorkSucceedsAgain(logger, work);
        }

        _isFailing = false;
        return true;
    }

    /// <summary>One more round at the end of the program, within a time of its own.</summary>
    protected async Task TryLastRoundAsync()
    {
        using var limit = new CancellationTokenSource(LastRoundWithin, clock);
        await TryRoundAsync(limit.Token);
    }

    private void Tell(Exception fault)
    {
        metrics.WorkFailed(work);
        if (!_isFailing)
        {
            WorkFails(logger, fault, work);
        }

        _isFailing = true;
    }

    [LoggerMessage(80, LogLevel.Warning, "The {Work} failed and is tried again")]
    private static partial void WorkFails(ILogger logger, Exception fault, string work);

    [LoggerMessage(81, LogLevel.Information, "The {Work} works again")]
    private static partial void WorkSucceedsAgain(ILogger logger, string work);
}
