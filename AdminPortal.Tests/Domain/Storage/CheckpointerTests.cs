using AdminPortal.Domain.Storage.Sqlite;
using AdminPortal.Domain.Storage.Sqlite.Journal;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Tests.OAuth;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Domain.Storage;

public sealed class CheckpointerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WriterGate _writers = new();
    private readonly string _file;

    public CheckpointerTests() => _file = Path.Combine(_folder.FullPath, "portal.db");

    public void Dispose()
    {
        _writers.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void After_a_thousand_records_the_log_is_carried_over_without_a_commit()
    {
        using var store = StoreWithLog();
        var before = new FileInfo(_file).Length;
        using var checkpointer = new Checkpointer(_file, _writers, NullLogger.Instance);

        checkpointer.Committed(Checkpointer.Every - 1);
        Assert.Equal(0, checkpointer.Count);
        checkpointer.Committed(1);

        Comes(() => checkpointer.Count == 1);
        Assert.True(new FileInfo(_file).Length > before);
    }

    [Fact]
    public void A_long_log_begins_anew_and_writers_wait_for_that()
    {
        using var store = StoreWithLog();
        Execute(store, $"PRAGMA wal_autocheckpoint=0; INSERT INTO Records VALUES (zeroblob({Checkpointer.LongLog * 4096}));");
        using var checkpointer = new Checkpointer(_file, _writers, NullLogger.Instance);
        using (_writers.Enter())
        {
            checkpointer.Committed(Checkpointer.Every);
            Assert.False(SpinWait.SpinUntil(() => checkpointer.Count == 1, TimeSpan.FromMilliseconds(500)));
        }

        Comes(() => checkpointer.Count == 1);
        Execute(store, "INSERT INTO Records VALUES (1)");
        using var command = store.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        Assert.InRange(row.GetInt32(1), 1, 10);
    }

    [Fact]
    public void A_fault_ends_nothing()
    {
        using var log = new LogLines();
        using var checkpointer = new Checkpointer(_file, _writers, log.CreateLogger(nameof(Checkpointer)));
        Directory.CreateDirectory(_file);
        checkpointer.Committed(Checkpointer.Every);
        Comes(() => log.Lines.Any(line => line.StartsWith("The store's write-ahead log could not be checkpointed", StringComparison.Ordinal)));

        Directory.Delete(_file);
        using var store = StoreWithLog();
        checkpointer.Committed(Checkpointer.Every);

        Comes(() => checkpointer.Count == 1);
    }

    [Fact]
    public async Task The_journal_has_its_log_carried_over()
    {
        await using var host = await DomainHost.StartAsync();
        var journal = host.Get<IssuanceJournal>();
        var before = File.GetLastWriteTimeUtc(host.DatabaseFile);

        await Task.WhenAll(Enumerable.Range(0, Checkpointer.Every).Select(_ => journal.FlushAsync()));

        // What the start wrote lies in the log alone until then.
        Comes(() => File.GetLastWriteTimeUtc(host.DatabaseFile) > before);
    }

    private static void Comes(Func<bool> what) => Assert.True(SpinWait.SpinUntil(what, TimeSpan.FromSeconds(30)));

    // The connection stays open: closing the last one would carry the log over by itself.
    private SqliteConnection StoreWithLog()
    {
        var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; CREATE TABLE Records (Content BLOB); INSERT INTO Records VALUES (zeroblob(100000));");
        return connection;
    }

    private static void Execute(SqliteConnection store, string sql)
    {
        using var command = store.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
