using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage.Sqlite.Journal;

/// <summary>
/// Checkpoints the write-ahead log in the background while the journal keeps writing: SQLite's automatic checkpoint runs within a commit,
/// and every token in that commit would wait for it. A checkpointed log is restarted only in a moment without writers; so once it is long,
/// the rest is checkpointed while the writers wait. (SQLite: Write-Ahead Logging, section 2.3.)
/// </summary>
internal sealed partial class Checkpointer(string databaseFile, WriterGate writers, ILogger logger) : IDisposable
{
    /// <summary>So many records, each a page or two, are written to the log between checkpoints.</summary>
    internal const int Every = 1000;

    /// <summary>Log length in pages from which it is to be restarted: 16 MB.</summary>
    internal const int LongLog = 4000;

    // Passive: it blocks nobody and is blocked by nobody. Returns whether it was blocked, the pages in the log, and those checkpointed.
    private const string CarryOver = "PRAGMA wal_checkpoint(PASSIVE)";

    private readonly object _lock = new();
    private Thread? _thread;
    private SqliteConnection? _connection;
    private PreparedStatement? _carryOver;
    private int _records;
    private bool _isStopping;

    /// <summary>The number of checkpoints.</summary>
    internal int Count { get; private set; }

    /// <summary>The journal has committed as many. Its own thread begins with the first.</summary>
    public void Committed(int records)
    {
        _thread ??= Start();
        lock (_lock)
        {
            _records += records;
            if (_records >= Every)
            {
                Monitor.Pulse(_lock);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isStopping = true;
            Monitor.Pulse(_lock);
        }

        _thread?.Join();
        Close();
    }

    private Thread Start()
    {
        var carrying = new Thread(CarryUntilStopped) { IsBackground = true, Name = nameof(Checkpointer) };
        carrying.Start();
        return carrying;
    }

    private void CarryUntilStopped()
    {
        while (IsDue())
        {
            try
            {
                _connection ??= OwnConnection.Open(databaseFile);
                _carryOver ??= new PreparedStatement(_connection, CarryOver);
                if (PagesAfterCarrying(_carryOver) >= LongLog)
                {
                    using var turn = writers.Enter();
                    PagesAfterCarrying(_carryOver);
                }

                Count++;
            }
            catch (Exception fault)
            {
                // Nothing is lost: the log keeps its content, and the next attempt or the journal's own checkpoint transfers it.
                NotCarriedOver(logger, fault);
                Close();
            }
        }
    }

    private static int PagesAfterCarrying(PreparedStatement carryOver) => carryOver.Read(row => row.GetInt32(1)).Single();

    // Waits until enough has accumulated; false when stopping.
    private bool IsDue()
    {
        lock (_lock)
        {
            while (_records < Every && !_isStopping)
            {
                Monitor.Wait(_lock);
            }

            _records = 0;
            return !_isStopping;
        }
    }

    private void Close()
    {
        _carryOver?.Dispose();
        _connection?.Dispose();
        (_carryOver, _connection) = (null, null);
    }

    [LoggerMessage(62, LogLevel.Warning, "The store's write-ahead log could not be checkpointed; it grows until it is")]
    private static partial void NotCarriedOver(ILogger logger, Exception fault);
}
