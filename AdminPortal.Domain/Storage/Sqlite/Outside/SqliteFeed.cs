using AdminPortal.Domain.Storage.Seams;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Domain.Storage.Sqlite.Outside;

/// <summary>The count of changes from outside, read by a statement that is prepared once. A look reads one page that is in memory.</summary>
internal sealed class SqliteFeed(OutsideChangeMark mark, StoreOptions options) : IStoreFeed, IDisposable
{
    private SqliteConnection? _connection;
    private PreparedStatement? _look;

    public void TellOthers() => mark.IsOutside = true;

    // After a fault on a new connection, because this one may never work again.
    public long Read()
    {
        try
        {
            _connection ??= OwnConnection.Open(options.DatabaseFile);
            _look ??= new PreparedStatement(_connection, OutsideChangeMark.Read);
            return _look.Read(row => row.GetInt64(0)).Single();
        }
        catch
        {
            Close();
            throw;
        }
    }

    public void Close()
    {
        _look?.Dispose();
        _connection?.Dispose();
        (_look, _connection) = (null, null);
    }

    public void Dispose() => Close();
}
