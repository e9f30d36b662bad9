using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AdminPortal.Domain.ApiClients.Rules;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>The few things that the seeded tokens say, signed by the store's own key.</summary>
internal static class TokenContents
{
    private const int Count = 8;
    private const int IdLength = 16;

    public static async Task<IReadOnlyList<byte[]>> AddAsync(SqliteConnection connection, DateTimeOffset usedUntil)
    {
        List<byte[]> ids = [];
        for (var number = 1; number <= Count; number++)
        {
            var scope = string.Create(CultureInfo.InvariantCulture, $"seeded-{number}:read");
            ids.Add(SHA256.HashData(Encoding.UTF8.GetBytes(scope))[..IdLength]);
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                INSERT OR IGNORE INTO TokenContents (Id, KeyId, Algorithm, Issuer, Audience, Scope, ServiceInfo, Lifetime, UsedUntil)
                SELECT $id, KeyId, Algorithm, 'http://localhost:5080', 'https://api.zscaler.com', $scope, '[]', $lifetime, $usedUntil FROM SigningKeys LIMIT 1
                """;
            command.Parameters.AddWithValue("$id", ids[^1]);
            command.Parameters.AddWithValue("$scope", scope);
            command.Parameters.AddWithValue("$lifetime", AccessTokenLifetime.Default.Minutes);
            command.Parameters.AddWithValue("$usedUntil", usedUntil.ToUnixTimeMilliseconds());
            await command.ExecuteNonQueryAsync();
        }

        return ids;
    }
}
