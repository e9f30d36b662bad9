using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Telemetry;

/// <summary>
/// What the program does by itself, again and again. A fault ends one round and nothing else: the work goes on, the program too. It is counted
/// each time, and told once when the work begins to fail and once when it succeeds again, by its name: "The token pruning failed".
/// </summary>
public abstract partial class RecurringWork(string work, PortalMetrics metrics, TimeProvider clock, ILogger logger) : BackgroundService
{
    // The host's own time for the end may be used up by whoever was still connected.
    private static readonly TimeSpan LastRoundWithin = TimeSpan.FromSeconds(1.5);

    private volatile TaskCompletionSource _asked = NewQuestion();
    private bool _isFailing;

    protected TimeProvider Clock => clock;

    protected ILogger Logger => logger;

    /// <summary>The rest between two rounds.</summary>
    protected abstract TimeSpan Every { get; }

    /// <summary>How long after the start the first round begins.</summary>
    protected virtual TimeSpan AfterStart => Every;

    protected abstract Task RunRoundAsync(CancellationToken cancellation);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var rest = AfterStart; ; rest = Every)
        {
            await RestAsync(rest, stoppingToken);
            // Asked for from here on, another round follows this one.
            _asked = NewQuestion();
            await TryRoundAsync(stoppingToken);
        }
    }

    /// <summary>The next round is due now, and not when the rest is over.</summary>
    protected void RunSoon() => _asked.TrySetResult();

    /// <summary>A round that fails is told; one that was cut short by the end of the program is no failure to tell of.</summary>
    protected async Task TryRoundAsync(CancellationToken cancellation)
    {
        try
        {
            await RunRoundAsync(cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // Whatever went wrong, the program goes on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Tell(fault);
            return;
        }

        if (_isFailing)
        {
            WorkSucceedsAgain(logger, work);
        }

        _isFailing = false;
    }

    // Whoever asks must not have to wait for the round.
    private static TaskCompletionSource NewQuestion() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RestAsync(TimeSpan rest, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(rest, clock, over.Token), _asked.Task);
        await over.CancelAsync();
        stopping.ThrowIfCancellationRequested();
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
