using System.Data.Common;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.TokenService.Journal;

// This room owns the order "recorded first, then handed out" (write-ahead). It protects the record: no token leaves that is not durably in
// it, none of a client that was just disabled, and no assertion is accepted twice (replay). It must never hold the signed token itself.

/// <summary>
/// Group commit: records tokens before they are handed out, without a commit per request. One writer commits whatever has gathered in a
/// single transaction and then releases all that wait for it. It has its own thread, because a disk sync must not block a thread that could
/// sign.
/// </summary>
public sealed partial class IssuanceJournal : IHostedService, IDisposable
{
    internal const int Capacity = 4096;

    // Marks yield to tokens: one is written per millisecond elapsed, and never so many at once that a token waits noticeably.
    private const int MostMarks = 500;

    private static readonly TimeSpan RestWrittenWithin = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan MarksEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhileMarksAreDue = TimeSpan.FromMilliseconds(100);

    private readonly JournalQueue _queue = new(Capacity);
    private readonly IJournalStore _store;
    private readonly LastUsedMarks _marks;
    private readonly PortalMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger<IssuanceJournal> _logger;
    private readonly Lazy<Thread> _writer;
    private volatile bool _isStopping;
    private volatile bool _isFlushing;
    private int _marksDue;
    private long _marksTakenAt;

    public IssuanceJournal(
        IJournalStore store, LastUsedMarks marks, PortalMetrics metrics, TimeProvider clock, ILogger<IssuanceJournal> logger)
    {
        metrics.WatchJournal(() => _queue.Count);
        (_store, _marks, _metrics, _clock, _logger) = (store, marks, metrics, clock, logger);
        _writer = new Lazy<Thread>(StartWriter);
    }

    /// <summary>Returns when the token, and the use of the assertion that it was given for, are durable.</summary>
    /// <exception cref="DbException">The store does not take it.</exception>
    internal ValueTask<JournalOutcome> AppendAsync(ClientSnapshot client, TokenToRecord token, UsedAssertion? assertion) =>
        AddAsync(new JournalEntry(client) { Token = token, Assertion = assertion });

    /// <summary>Returns when the use of the assertion is durable.</summary>
    /// <exception cref="DbException">The store refuses the write.</exception>
    internal ValueTask<JournalOutcome> AppendAsync(ClientSnapshot client, UsedAssertion assertion) =>
        AddAsync(new JournalEntry(client) { Assertion = assertion });

    /// <summary>Returns when the revocation is durable.</summary>
    /// <exception cref="DbException">The store does not take it.</exception>
    internal ValueTask<JournalOutcome> RevokeAsync(TokenToRevoke token) => AddAsync(new JournalEntry(null) { Revoked = token });

    /// <summary>Writes now, not in a few seconds, when clients and credentials were last used.</summary>
    public Task FlushAsync()
    {
        _isFlushing = true;
        return AddAsync(new JournalEntry(null)).AsTask();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = _writer.Value;
        return Task.CompletedTask;
    }

    /// <summary>Writes what is queued. It has its own time limit: the host's may have been used up by open connections.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync().WaitAsync(RestWrittenWithin, _clock, CancellationToken.None);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException)
        {
            MarksAreLost(_logger, fault);
        }
    }

    public void Dispose()
    {
        _isStopping = true;
        _queue.Wake();
        if (_writer.IsValueCreated)
        {
            _writer.Value.Join();
        }
    }

    private ValueTask<JournalOutcome> AddAsync(JournalEntry entry)
    {
        _ = _writer.Value;
        return _queue.TryAdd(entry) ? entry.Done : throw new JournalFullException();
    }

    private Thread StartWriter()
    {
        var writer = new Thread(WriteUntilStopped) { IsBackground = true, Name = nameof(IssuanceJournal) };
        writer.Start();
        return writer;
    }

    private void WriteUntilStopped()
    {
        while (!_isStopping || _queue.Count > 0)
        {
            var entries = _queue.Take(_marksDue > 0 ? WhileMarksAreDue : MarksEvery);
            var marks = TakeDueMarks();
            if (entries.Count > 0 || marks.Count > 0)
            {
                Write(entries, marks);
            }
        }
    }

    private IReadOnlyList<LastUsedMark> TakeDueMarks()
    {
        if (_isFlushing)
        {
            _isFlushing = false;
            _marksDue = 0;
            return _marks.Take(int.MaxValue);
        }

        var passed = Environment.TickCount64 - _marksTakenAt;
        if (_marksDue == 0 && passed >= MarksEvery.TotalMilliseconds)
        {
            _marksDue = _marks.Count;
        }

        var taken = _marks.Take((int)Math.Min(_marksDue, Math.Min(passed, MostMarks)));
        _marksDue -= taken.Count;
        _marksTakenAt += taken.Count > 0 ? passed : 0;
        return taken;
    }

    // The thread survives every fault: the waiting requests are told of it, and the next batch opens a new connection.
    private void Write(IReadOnlyList<JournalEntry> entries, IReadOnlyList<LastUsedMark> marks)
    {
        try
        {
            _metrics.Committed(entries.Count, _store.Write(entries, marks));
            foreach (var entry in entries)
            {
                entry.Complete();
            }
        }
        catch (Exception fault)
        {
            BatchIsLost(_logger, entries.Count, fault);
            Abandon();
            foreach (var entry in entries)
            {
                entry.Fail(fault);
            }
        }
    }

    // Closing a broken connection may fail too, and the waiting requests must see the first fault.
    private void Abandon()
    {
        try
        {
            _store.Abandon();
        }
        catch (Exception fault)
        {
            BatchIsNotAbandoned(_logger, fault);
        }
    }

    [LoggerMessage(60, LogLevel.Error, "The store refused {Count} records; none of their tokens is handed out")]
    private static partial void BatchIsLost(ILogger logger, int count, Exception fault);

    [LoggerMessage(63, LogLevel.Warning, "The journal's connection could not be closed after a fault; the next batch opens a new one")]
    private static partial void BatchIsNotAbandoned(ILogger logger, Exception fault);

    [LoggerMessage(61, LogLevel.Warning, "The times at which clients were last used could not be written")]
    private static partial void MarksAreLost(ILogger logger, Exception fault);
}
