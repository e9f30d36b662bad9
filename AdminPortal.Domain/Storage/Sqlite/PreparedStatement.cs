using Microsoft.Data.Sqlite;

namespace AdminPortal.Domain.Storage.Sqlite;

/// <summary>A statement with numbered parameters, prepared once per connection and reused. Not thread-safe.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;

    public PreparedStatement(SqliteConnection connection, string sql, int parameters = 0)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        _parameters = [.. Enumerable.Range(1, parameters).Select(number => new SqliteParameter($"${number}", DBNull.Value))];
        _command.Parameters.AddRange(_parameters);
        _command.Prepare();
    }

    /// <summary>Runs it with a value for each parameter; returns the number of rows affected.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The rows found with a value for each parameter.</summary>
    public List<T> Read<T>(Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        List<T> rows = [];
        using var reader = _command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
