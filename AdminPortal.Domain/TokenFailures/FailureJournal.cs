using System.Threading.Channels;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Domain.TokenService;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.TokenFailures;

/// <summary>
/// Takes the failures off the requests' path and writes them down every second, as well as it can: with too many at once, or a store that
/// does not answer, some are lost and the log says how many. Nothing is decided by them, and the log has a line for each.
/// </summary>
public sealed partial class FailureJournal : BackgroundService
{
    private const int BatchSize = 200;
    private const int MaxThrottledClients = 1_000;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClearedEvery = TimeSpan.FromHours(1);

    private readonly ThrottledTally _throttled = new(MaxThrottledClients);
    private readonly Channel<TokenFailure> _waiting;
    private readonly PortalStore _store;
    private readonly FailureBounds _bounds;
    private readonly ProvenTime _time;
    private readonly TimeProvider _clock;
    private readonly ILogger<FailureJournal> _logger;
    private long _clearedAt;
    private int _dropped;

    public FailureJournal(PortalStore store, FailureBounds bounds, ProvenTime time, TimeProvider clock, ILogger<FailureJournal> logger)
    {
        (_store, _bounds, _time, _clock, _logger, _clearedAt) = (store, bounds, time, clock, logger, clock.GetTimestamp());
        _waiting = Channel.CreateBounded<TokenFailure>(bounds.Waiting);
    }

    internal int WaitingCount => _waiting.Reader.Count;

    private bool IsDue =>
        WaitingCount > 0 || !_throttled.IsEmpty || Volatile.Read(ref _dropped) > 0 || _clock.GetElapsedTime(_clearedAt) >= ClearedEvery;

    /// <summary>Waits for nothing. A throttled failure is counted, and no more.</summary>
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

    /// <summary>Writes what waits, and clears away what has had its time.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _dropped, 0) is var dropped and > 0)
        {
            FailuresWereDropped(_logger, dropped);
        }

        do
        {
            // A batch is taken only once the store has answered: until then the channel can hold it.
            await using var change = await _store.BeginChangeAsync(cancellation);
            var batch = new FailureBatch(change.Db, _bounds, _time.Now);
            await batch.WriteAsync([.. Take(BatchSize)], _throttled.TakeAll(), cancellation);
            await change.CommitAsync(cancellation);
        }
        while (WaitingCount > 0);
        _clearedAt = _clock.GetTimestamp();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryFlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = _bounds.WrittenEvery;
        while (true)
        {
            await Task.Delay(pause, _clock, stoppingToken);
            pause = !IsDue || await TryFlushAsync(stoppingToken) ? _bounds.WrittenEvery : PauseAfterFault;
        }
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
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            FailuresCannotBeWritten(_logger, fault, WaitingCount);
            return false;
        }
    }

    [LoggerMessage(31, LogLevel.Warning, "{Count} refused token requests came too fast to be recorded; each has its line in this log")]
    private static partial void FailuresWereDropped(ILogger logger, int count);

    [LoggerMessage(32, LogLevel.Warning, "Refused token requests could not be recorded; {Count} still wait")]
    private static partial void FailuresCannotBeWritten(ILogger logger, Exception fault, int count);
}
