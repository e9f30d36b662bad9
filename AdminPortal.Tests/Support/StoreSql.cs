using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Support;

/// <summary>SQL on the file of a store, past the program: to look behind it, and to do to it what no use case does.</summary>
internal static class StoreSql
{
    /// <summary>Answers how many rows it changed.</summary>
    public static Task<int> ExecuteAsync(string dataDirectory, string sql) =>
        RunAsync(dataDirectory, sql, command => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

    /// <summary>Answers the first column of the first row; null where there is none.</summary>
    public static Task<object?> AskAsync(string dataDirectory, string sql) =>
        RunAsync(dataDirectory, sql, command => command.ExecuteScalarAsync(TestContext.Current.CancellationToken));

    private static async Task<T> RunAsync<T>(string dataDirectory, string sql, Func<SqliteCommand, Task<T>> run)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDirectory, "portal.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await run(command);
    }
}
