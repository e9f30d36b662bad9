using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Domain.Storage.Sqlite.ReadingClients;

/// <summary>The reader's statements, prepared once per connection. They use the names of the mappings. Not thread-safe.</summary>
internal sealed class ClientReadCommands(SqliteConnection connection) : IDisposable
{
    /// <summary>
    /// A row if client <c>$1</c> is active and its access has not changed since access version <c>$2</c>. Status 1 is Active.
    /// </summary>
    internal const string IsCurrentStatement = "SELECT 1 FROM ApiClients WHERE Id = $1 AND AccessVersion = $2 AND Status = 1 AND DeletedAt IS NULL";

    private readonly PreparedStatement _begin = new(connection, "BEGIN");
    private readonly PreparedStatement _end = new(connection, "ROLLBACK");

    private readonly PreparedStatement _client = new(
        connection, "SELECT AccessVersion, Status, TokenGeneration, AccessTokenLifetime, JwksUri FROM ApiClients WHERE Id = $1 AND DeletedAt IS NULL", 1);

    private readonly PreparedStatement _isCurrent = new(connection, IsCurrentStatement, 2);

    private readonly PreparedStatement _secrets = new(connection, "SELECT Id, Digest, Hint, ExpiresAt FROM ClientSecrets WHERE ClientId = $1", 1);

    private readonly PreparedStatement _roles = new(connection, "SELECT ServiceId, RoleId FROM ResourceGrants WHERE ClientId = $1", 1);

    private readonly PreparedStatement _keys = new(
        connection,
        """
        SELECT Id, SubjectPublicKeyInfo, Certificate_NotBefore, Certificate_NotAfter, Certificate_Sha1Thumbprint, Certificate_Sha256Thumbprint
        FROM ClientPublicKeys WHERE ClientId = $1 ORDER BY AddedAt
        """,
        1);

    /// <summary>Opens its own connection, which is closed with it.</summary>
    public static ClientReadCommands Open(string databaseFile)
    {
        var connection = OwnConnection.Open(databaseFile);
        try
        {
            return new ClientReadCommands(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// In one transaction, for a consistent snapshot. The same statements run for every ID, so that timing does not reveal which clients
    /// exist.
    /// </summary>
    public StoredClient? Read(ClientId clientId)
    {
        _begin.Run();
        var clients = _client.Read(ClientOf, clientId.Value);
        var secrets = _secrets.Read(SecretOf, clientId.Value);
        var roles = _roles.Read(RoleOf, clientId.Value);
        var keys = _keys.Read(KeyOf, clientId.Value);
        _end.Run();
        return clients is [var client] ? client with { Secrets = [.. secrets], Roles = roles, Keys = keys } : null;
    }

    public bool IsCurrent(ClientId clientId, int accessVersion) => _isCurrent.Read(static _ => true, clientId.Value, accessVersion).Count > 0;

    public void Dispose()
    {
        PreparedStatement[] statements = [_begin, _end, _client, _isCurrent, _secrets, _roles, _keys];
        foreach (var statement in statements)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private static StoredClient ClientOf(SqliteDataReader row) => new(
        row.GetInt32(0),
        (ClientStatus)row.GetInt32(1),
        row.GetInt32(2),
        AccessTokenLifetime.Create((decimal)row.GetInt32(3)).Value,
        row.IsDBNull(4) ? null : JwksUri.FromStored(row.GetString(4)))
    {
        Secrets = [],
        Roles = [],
        Keys = [],
    };

    private static SecretSnapshot SecretOf(SqliteDataReader row) =>
        new(row.GetGuid(0), row.GetFieldValue<byte[]>(1), row.GetString(2), TimeOf(row, 3));

    private static (string ServiceId, string RoleId) RoleOf(SqliteDataReader row) => (row.GetString(0), row.GetString(1));

    private static StoredKey KeyOf(SqliteDataReader row) =>
        new(row.GetGuid(0), row.GetFieldValue<byte[]>(1), row.IsDBNull(2) ? null : (TimeOf(row, 2), TimeOf(row, 3)))
        {
            Thumbprints = row.IsDBNull(4) || row.IsDBNull(5) ? [] : [row.GetString(4), row.GetString(5)],
        };

    private static DateTimeOffset TimeOf(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
