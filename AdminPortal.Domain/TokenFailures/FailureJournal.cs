using System.Threading.Channels;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Domain.TokenService.Rules;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.TokenFailures;

/// <summary>
/// Takes failures off the request path and writes them every second, best-effort: a batch that the store refuses is retried later; when too
/// many are queued, the newest are dropped, counted and logged. Nothing is decided by them.
/// </summary>
public sealed partial class FailureJournal : BackgroundService
{
    private const int BatchSize = 200;
    private const int MaxThrottledClients = 1_000;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClearedEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan RestWrittenWithin = TimeSpan.FromSeconds(1.5);

    private readonly ThrottledTally _throttled = new(MaxThrottledClients);
    private readonly Channel<TokenFailure> _waiting;
    private readonly PortalStore _store;
    private readonly IFailureStore _failures;
    private readonly FailureBounds _bounds;
    private readonly ProvenTime _time;
    private readonly PortalMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger<FailureJournal> _logger;
    private IReadOnlyList<TokenFailure> _inHand = [];
    private long _clearedAt;
    private int _dropped;

    public FailureJournal(
        PortalStore store,
        IFailureStore failures,
        FailureBounds bounds,
        ProvenTime time,
        PortalMetrics metrics,
        TimeProvider clock,
        ILogger<FailureJournal> logger)
    {
        (_store, _failures, _bounds, _time) = (store, failures, bounds, time);
        (_metrics, _clock, _logger, _clearedAt) = (metrics, clock, logger, clock.GetTimestamp());
        _waiting = Channel.CreateBounded<TokenFailure>(bounds.Waiting);
    }

    internal int WaitingCount => _waiting.Reader.Count + _inHand.Count;

    private bool IsDue =>
        WaitingCount > 0 || !_throttled.IsEmpty || Volatile.Read(ref _dropped) > 0 || _clock.GetElapsedTime(_clearedAt) >= ClearedEvery;

    /// <summary>Never waits. A throttled failure is only counted.</summary>
    public void Note(FailureReference reference, string code, TokenError error, string? source)
    {
        var now = _clock.GetUtcNow();
        if (error.Code == TokenErrorCode.TooManyFailures)
        {
            _throttled.Add(RecordText.OfClientId(error.ClientId, TokenFailure.PresentedClientIdMaxLength), now);
        }
        else if (!_waiting.Writer.TryWrite(TokenFailure.Of(reference, code, error, source, now)))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Writes what is queued, and deletes what is past its retention period.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _dropped, 0) is var dropped and > 0)
        {
            _metrics.FailuresRecorded(dropped, "dropped");
            FailuresWereDropped(_logger, dropped);
        }

        do
        {
            // A batch is taken only once the change has begun: until then the channel can hold it.
            await using var change = await _store.BeginChangeAsync(cancellation);
            await WriteBatchAsync(change, cancellation);
        }
        while (WaitingCount > 0);
        _clearedAt = _clock.GetTimestamp();
    }

    /// <summary>
    /// Writes what is left. It has its own time limit: the host's may have been used up by open connections.
    /// </summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = new CancellationTokenSource(RestWrittenWithin, _clock);
        await TryFlushAsync(limit.Token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = _bounds.WrittenEvery;
        while (true)
        {
            await Task.Delay(pause, _clock, stoppingToken);
            // Not cancelled half-way by the stop: what was taken from the queue would be lost.
            pause = !IsDue || await TryFlushAsync(CancellationToken.None) ? _bounds.WrittenEvery : PauseAfterFault;
        }
    }

    // Until the commit, the taken batch is kept for a retry.
    private async Task WriteBatchAsync(StoreChange change, CancellationToken cancellation)
    {
        _inHand = [.. _inHand, .. Take(BatchSize - _inHand.Count)];
        var throttled = _throttled.TakeAll();
        try
        {
            await new FailureBatch(change.Db, _failures, _bounds, _time.Now).WriteAsync(_inHand, throttled, cancellation);
            await change.CommitAsync(cancellation);
        }
        catch
        {
            _metrics.FailuresRecorded(_inHand.Count, "deferred");
            foreach (var counted in throttled)
            {
                _throttled.Add(counted);
            }

            throw;
        }

        _metrics.FailuresRecorded(_inHand.Count, "written");
        _inHand = [];
    }

    private IEnumerable<TokenFailure> Take(int limit)
    {
        for (var taken = 0; taken < limit && _waiting.Reader.TryRead(out var failure); taken++)
        {
            yield return failure;
        }
    }

    private async Task<bool> TryFlushAsync(CancellationToken cancellation)
    {
        try
        {
            await FlushAsync(cancellation);
            return true;
        }
        catch (Exception fault)
        {
            FailuresCannotBeWritten(_logger, fault, WaitingCount);
            return false;
        }
    }

    [LoggerMessage(31, LogLevel.Warning, "{Count} refused token requests arrived too fast to be recorded")]
    private static partial void FailuresWereDropped(ILogger logger, int count);

    [LoggerMessage(32, LogLevel.Warning, "Refused token requests could not be recorded; {Count} are still queued")]
    private static partial void FailuresCannotBeWritten(ILogger logger, Exception fault, int count);
}
