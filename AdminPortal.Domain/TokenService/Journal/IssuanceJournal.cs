using System.Data.Common;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.TokenService.Journal;

// This room owns the order "first on record, then handed out". It protects the record: no token leaves that is not durably in it, none
// of a client that was disabled a moment ago, and no assertion counts twice. It must never hold the signed token itself.

/// <summary>
/// Puts tokens on record before they are handed out, yet no request pays for its own commit: one writer commits whatever has gathered in
/// a single transaction and then releases all who wait for it (group commit). It has a thread of its own, for a sync of the disk must not
/// hold up a thread that could sign.
/// </summary>
public sealed partial class IssuanceJournal : IHostedService, IDisposable
{
    internal const int Capacity = 4096;

    // Marks give way to tokens: one goes for each millisecond that has passed, and never so many at once that a token waits noticeably.
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
    /// <exception cref="DbException">The store does not take it.</exception>
    internal ValueTask<JournalOutcome> AppendAsync(ClientSnapshot client, UsedAssertion assertion) =>
        AddAsync(new JournalEntry(client) { Assertion = assertion });

    /// <summary>Returns when the end of the token's life is durable.</summary>
    /// <exception cref="DbException">The store does not take it.</exception>
    internal ValueTask<JournalOutcome> RevokeAsync(TokenToRevoke token) => AddAsync(new JournalEntry(null) { Revoked = token });

    /// <summary>Writes when clients and credentials were last used, now and not in a few seconds.</summary>
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

    /// <summary>Writes what waits. It has a time of its own for that: the host's may be used up by whoever was still connected.</summary>
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

    // The thread outlives every fault: whoever waits is told of it, and the next batch finds a fresh connection.
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

    // What is wrong with the connection may be wrong with its end too, and whoever waits is to hear of the first fault.
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

    [LoggerMessage(60, LogLevel.Error, "The store did not take {Count} records; no token of theirs is handed out")]
    private static partial void BatchIsLost(ILogger logger, int count, Exception fault);

    [LoggerMessage(63, LogLevel.Warning, "The journal's connection could not be closed after a fault; the next batch has another one")]
    private static partial void BatchIsNotAbandoned(ILogger logger, Exception fault);

    [LoggerMessage(61, LogLevel.Warning, "When clients were last used could not be written")]
    private static partial void MarksAreLost(ILogger logger, Exception fault);
}
