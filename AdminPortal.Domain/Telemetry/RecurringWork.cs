using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Telemetry;

/// <summary>
/// Background work in rounds. A fault ends one round only: the work continues, and so does the program. Each fault is counted; one log line
/// is written when the work begins to fail and one when it succeeds again, with its name: "The token pruning failed".
/// </summary>
public abstract partial class RecurringWork(string work, PortalMetrics metrics, TimeProvider clock, ILogger logger) : BackgroundService
{
    // The host's own time limit for stopping may have been used up by open connections.
    private static readonly TimeSpan LastRoundWithin = TimeSpan.FromSeconds(1.5);

    private volatile TaskCompletionSource _asked = NewQuestion();
    private bool _isFailing;

    protected TimeProvider Clock => clock;

    protected ILogger Logger => logger;

    /// <summary>The pause between two rounds.</summary>
    protected abstract TimeSpan Every { get; }

    /// <summary>How long after the start the first round begins.</summary>
    protected virtual TimeSpan AfterStart => Every;

    protected abstract Task RunRoundAsync(CancellationToken cancellation);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var rest = AfterStart; ; rest = Every)
        {
            await RestAsync(rest, stoppingToken);
            // A request from here on causes another round after this one.
            _asked = NewQuestion();
            await TryRoundAsync(stoppingToken);
        }
    }

    /// <summary>Makes the next round due now instead of after the pause.</summary>
    protected void RunSoon() => _asked.TrySetResult();

    /// <summary>A failed round is logged; one that is cut short by the end of the program is not a failure.</summary>
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
#pragma warning disable CA1031 // Whatever went wrong, the program continues.
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

    // The caller must not have to wait for the round.
    private static TaskCompletionSource NewQuestion() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RestAsync(TimeSpan rest, CancellationToken stopping)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(rest, clock, over.Token), _asked.Task);
        await over.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>One more round when the program stops, with a time limit of its own.</summary>
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

    [LoggerMessage(80, LogLevel.Warning, "The {Work} failed and will be retried")]
    private static partial void WorkFails(ILogger logger, Exception fault, string work);

    [LoggerMessage(81, LogLevel.Information, "The {Work} is working again")]
    private static partial void WorkSucceedsAgain(ILogger logger, string work);
}
