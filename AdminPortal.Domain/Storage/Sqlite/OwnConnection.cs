using Microsoft.Data.Sqlite;

namespace AdminPortal.Domain.Storage.Sqlite;

/// <summary>A connection besides EF Core's, for statements that are prepared once.</summary>
internal static class OwnConnection
{
    // Another process may hold the store for a moment; beyond this, telling the request to retry is better than waiting.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Not pooled: its statements live as long as it does, and disposing it really closes it.</summary>
    public static SqliteConnection Open(string databaseFile)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = databaseFile,
            Pooling = false,
            DefaultTimeout = (int)Patience.TotalSeconds,
        }.ToString());
        try
        {
            connection.Open();
            SqlitePragmas.Apply(connection, Patience);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
