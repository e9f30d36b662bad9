using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage.Sqlite.Journal;

/// <summary>
/// Carries the store's log over into its file while the journal goes on writing: SQLite's own checkpoint runs within a commit, and all
/// whose tokens are in that commit wait for it. A log that nobody writes to for a moment begins anew; so once it is long, the little that
/// came since is carried over while the writers wait. (SQLite: Write-Ahead Logging, section 2.3.)
/// </summary>
internal sealed partial class Checkpointer(string databaseFile, WriterGate writers, ILogger logger) : IDisposable
{
    /// <summary>So many records go into the log, each with a page or two, before they are carried over.</summary>
    internal const int Every = 1000;

    /// <summary>Pages in a log that is to begin anew, 16 MB of them.</summary>
    internal const int LongLog = 4000;

    // Passive: it waits for nobody and nobody waits for it. Answers whether it was kept from it, the pages in the log, and those carried over.
    private const string CarryOver = "PRAGMA wal_checkpoint(PASSIVE)";

    private readonly object _lock = new();
    private Thread? _thread;
    private SqliteConnection? _connection;
    private PreparedStatement? _carryOver;
    private int _records;
    private bool _isStopping;

    /// <summary>How often the log was carried over.</summary>
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
                // Nothing is lost: the log keeps what it has, and the next attempt or the journal's own checkpoint carries it over.
                NotCarriedOver(logger, fault);
                Close();
            }
        }
    }

    private static int PagesAfterCarrying(PreparedStatement carryOver) => carryOver.Read(row => row.GetInt32(1)).Single();

    // Waits until enough has gathered; false at the end.
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

    [LoggerMessage(62, LogLevel.Warning, "The store's log was not carried over into its file; it grows until it is")]
    private static partial void NotCarriedOver(ILogger logger, Exception fault);
}
