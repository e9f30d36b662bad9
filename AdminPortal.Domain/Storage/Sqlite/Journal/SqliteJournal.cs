using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage.Sqlite.Journal;

/// <summary>The journal's batches in SQLite: each is one transaction behind the writers' gate, and the log is carried over beside them.</summary>
internal sealed class SqliteJournal : IJournalStore, IDisposable
{
    private readonly JournalBatch _batch;
    private readonly Checkpointer _checkpointer;
    private readonly WriterGate _writers;
    private readonly TimeProvider _clock;

    public SqliteJournal(StoreOptions options, WriterGate writers, ProvenTime time, TimeProvider clock, ILogger<SqliteJournal> logger)
    {
        (_writers, _clock) = (writers, clock);
        _batch = new JournalBatch(new JournalConnection(() => Connect(options.DatabaseFile)), time, clock);
        _checkpointer = new Checkpointer(options.DatabaseFile, writers, logger);
    }

    /// <summary>Opens a connection to the store's file.</summary>
    internal Func<string, SqliteConnection> Connect { get; init; } = OwnConnection.Open;

    public TimeSpan Write(IReadOnlyList<JournalEntry> entries, IReadOnlyList<LastUsedMark> marks)
    {
        TimeSpan took;
        using (_writers.Enter())
        {
            var begun = _clock.GetTimestamp();
            _batch.Write(entries, marks);
            took = _clock.GetElapsedTime(begun);
        }

        _checkpointer.Committed(entries.Count + marks.Count);
        return took;
    }

    public void Abandon() => _batch.Abandon();

    public void Dispose()
    {
        _batch.Dispose();
        _checkpointer.Dispose();
    }
}
