using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>One prepared command for ten million rows.</summary>
internal sealed class TokenInsert : IAsyncDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly SqliteCommand _command;
    private readonly byte[] _credential = RandomNumberGenerator.GetBytes(16);

    public TokenInsert(SqliteConnection connection)
    {
        _command = connection.CreateCommand();
        _command.CommandText =
            """
            INSERT INTO IssuedTokens (JwtId, ClientId, Generation, ContentId, ExpiresAt, CredentialId, SourceAddress, RevokedAt, RevokedBy)
            VALUES ($jwtId, $client, $generation, $content, $expires, $credential, '203.0.113.7', $revokedAt, $revokedBy)
            """;
        foreach (var name in new[] { "$jwtId", "$client", "$generation", "$content", "$expires", "$credential", "$revokedAt", "$revokedBy" })
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
    }

    public void Run(
        SqliteTransaction transaction, Guid jwtId, string client, int generation, byte[] content, DateTimeOffset issuedAt, DateTimeOffset? revokedAt)
    {
        object?[] values =
        [
            jwtId.ToByteArray(bigEndian: true), client, generation, content, (issuedAt + Lifetime).ToUnixTimeMilliseconds(), _credential,
            revokedAt?.ToUnixTimeMilliseconds(), revokedAt is null ? null : "load",
        ];
        _command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();
}
