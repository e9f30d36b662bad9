using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients.Rules;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>
/// Token records in the order of their IDs, as time would have laid them: of a few clients, saying few different things, one in a thousand
/// revoked by itself, one client's revoked all at once half-way.
/// </summary>
internal static class TokenRecords
{
    /// <summary>How many clients they are spread over: the oldest ones.</summary>
    public const int Clients = 5;

    private const int Batch = 250_000;
    private const int RevokedEvery = 1_000;

    private static readonly TimeSpan UntilRevoked = TimeSpan.FromMinutes(10);

    public static async Task AddAsync(string dataDirectory, int count, TimeSpan newest, TimeSpan oldest)
    {
        await using var connection = new SqliteConnection($"Data Source={SeededStore.DatabaseOf(dataDirectory)}");
        await connection.OpenAsync();
        // Nothing is lost when this is cut short: the store is a throw-away one and is made again.
        await ExecuteAsync(connection, "PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;");
        var (now, clients) = (DateTimeOffset.UtcNow, await ReadAsync(connection, $"SELECT Id FROM ApiClients ORDER BY CreatedAt, Id LIMIT {Clients}"));
        var (from, until) = (now - oldest, now - newest);
        var turn = from + ((until - from) / 2);
        if (clients.Count > 2)
        {
            await RevokedAllAsync(connection, clients[^1], turn);
        }

        var contents = await TokenContents.AddAsync(connection, until + IssuedToken.LongestLife);
        await using var insert = new TokenInsert(connection);
        for (var done = 0; done < count; done += Batch)
        {
            await using var transaction = connection.BeginTransaction();
            for (var number = done; number < Math.Min(done + Batch, count); number++)
            {
                var issuedAt = from + ((until - from) / count * number);
                var client = clients[number % clients.Count];
                var isLater = clients.Count > 2 && client == clients[^1] && issuedAt > turn;
                insert.Run(
                    transaction, Guid.CreateVersion7(issuedAt), client, isLater ? 1 : 0, contents[number % contents.Count], issuedAt,
                    number % RevokedEvery == 0 ? issuedAt + UntilRevoked : null);
            }

            await transaction.CommitAsync();
        }

        await ExecuteAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    // As RevokeTokens does: the row that ends the generation, and the client's new one.
    private static Task RevokedAllAsync(SqliteConnection connection, string client, DateTimeOffset at) => ExecuteAsync(
        connection,
        "INSERT INTO EndedGenerations (ClientId, Generation, Cause, EndedBy, EndedAt) "
        + $"""
        VALUES ('{client}', 0, {(int)GenerationEnd.RevokedAll}, 'load', {at.ToUnixTimeMilliseconds()});
        UPDATE ApiClients SET TokenGeneration = 1 WHERE Id = '{client}';
        """);

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string query)
    {
        await using var command = new SqliteCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> values = [];
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
