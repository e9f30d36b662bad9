using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Sqlite.Starting;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Domain.Storage;

/// <summary>What a power cut leaves is an ordinary log. What has lost committed changes is none.</summary>
public sealed class WriteAheadLogTests : IDisposable
{
    private const int Header = 32;
    private const int Frame = 24 + 4096;

    private readonly TemporaryFolder _folder = new();
    private readonly SqliteConnection _store;
    private readonly string _copy;

    public WriteAheadLogTests()
    {
        _copy = Path.Combine(_folder.FullPath, "copy.db");
        _store = new SqliteConnection($"Data Source={Path.Combine(_folder.FullPath, "portal.db")};Pooling=False");
        _store.Open();
        Execute("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE Records (Content BLOB)");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("as it was written", "")]
    [InlineData("cut within the last transaction", "")]
    [InlineData("torn within the last transaction", "")]
    [InlineData("all zeros", "")]
    [InlineData("empty", "")]
    [InlineData("a header alone", "")]
    [InlineData("a damaged header", "damaged")]
    [InlineData("damaged in its first frame", "damaged")]
    [InlineData("damaged in the middle", "damaged")]
    [InlineData("damaged where the salts stand", "damaged")]
    public void A_log_is_damaged_where_committed_changes_stand_behind_what_does_not_hold(string how, string told)
    {
        Commit(transactions: 6);
        var log = Log();

        File.WriteAllBytes($"{_copy}-wal", how switch
        {
            "cut within the last transaction" => log[..^100],
            "torn within the last transaction" => Damaged(log, log.Length - 100),
            "all zeros" => new byte[log.Length],
            "empty" => [],
            "a header alone" => log[..Header],
            "a damaged header" => Damaged(log, 17),
            "damaged in its first frame" => Damaged(log, Header + 1000),
            "damaged in the middle" => Damaged(log, Header + (3 * Frame) + 1000),
            "damaged where the salts stand" => Damaged(log, Header + (3 * Frame) + 10),
            _ => log,
        });

        Assert.Equal(told.Length > 0, Record.Exception(() => WriteAheadLog.RequireWhole(_copy)) is StoreStartException);
    }

    [Fact]
    public void What_is_left_of_an_earlier_round_behind_the_present_one_is_no_damage()
    {
        Commit(transactions: 6);
        Execute("PRAGMA wal_checkpoint(RESTART)");
        Commit(transactions: 1);
        var log = Log();
        File.WriteAllBytes($"{_copy}-wal", log);

        Assert.True(log.Length > Header + (6 * Frame));
        WriteAheadLog.RequireWhole(_copy);
    }

    [Fact]
    public void What_is_left_of_transactions_that_a_full_disk_gave_up_is_no_damage()
    {
        Commit(transactions: 2);
        var (given, up, written) = (LogAfter(blobBytes: 20_000), LogAfter(blobBytes: 9_000), LogAfter(blobBytes: 100));
        Assert.True(given.Length > up.Length && up.Length > written.Length && written.Length > Log().Length);

        File.WriteAllBytes($"{_copy}-wal", [.. written, .. up[written.Length..], .. given[up.Length..]]);

        WriteAheadLog.RequireWhole(_copy);
    }

    [Fact]
    public void A_store_without_a_log_has_none_that_is_damaged() => WriteAheadLog.RequireWhole(_copy);

    private static byte[] Damaged(byte[] log, int at)
    {
        byte[] damaged = [.. log];
        damaged[at] ^= 0x5A;
        return damaged;
    }

    private byte[] Log()
    {
        using var log = new FileStream(Path.Combine(_folder.FullPath, "portal.db-wal"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[log.Length];
        log.ReadExactly(bytes);
        return bytes;
    }

    // The log that the store would have, had this been its next transaction.
    private byte[] LogAfter(int blobBytes)
    {
        File.Copy(Path.Combine(_folder.FullPath, "portal.db"), _copy, overwrite: true);
        File.WriteAllBytes($"{_copy}-wal", Log());
        using var copy = new SqliteConnection($"Data Source={_copy};Pooling=False");
        copy.Open();
        using var command = copy.CreateCommand();
        command.CommandText = "PRAGMA wal_autocheckpoint=0; INSERT INTO Records VALUES (randomblob($bytes))";
        command.Parameters.AddWithValue("$bytes", blobBytes);
        command.ExecuteNonQuery();
        return File.ReadAllBytes($"{_copy}-wal");
    }

    private void Commit(int transactions)
    {
        for (var transaction = 0; transaction < transactions; transaction++)
        {
            Execute("INSERT INTO Records VALUES (randomblob(100))");
        }
    }

    private void Execute(string sql)
    {
        using var command = _store.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
