using System.Globalization;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage.FindingTokens;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Domain.Storage.Sqlite.FindingTokens;

/// <summary>The conditions on a token <c>t</c> as SQL: the SQL equivalent of <see cref="TokenLife"/>.</summary>
internal static class TokenSql
{
    // A revocation at or after the expiry has no effect: the token had already expired.
    private const string NotRevoked = """
         AND ifnull(t.RevokedAt, t.ExpiresAt) >= t.ExpiresAt
        AND NOT EXISTS (SELECT 1 FROM EndedGenerations e WHERE e.ClientId = t.ClientId AND e.Generation = t.Generation AND e.EndedAt < t.ExpiresAt)
        """;

    private const string Revoked = """
         AND (t.RevokedAt < t.ExpiresAt
        OR EXISTS (SELECT 1 FROM EndedGenerations e WHERE e.ClientId = t.ClientId AND e.Generation = t.Generation AND e.EndedAt < t.ExpiresAt)
        OR EXISTS (SELECT 1 FROM TokenContents c JOIN SigningKeys k ON k.KeyId = c.KeyId WHERE c.Id = t.ContentId AND k.RevokedAt < t.ExpiresAt))
        """;

    // A revoked token is never active, whatever the clock said at that time.
    private const string NotEnded = """
         AND t.RevokedAt IS NULL
        AND NOT EXISTS (SELECT 1 FROM EndedGenerations e WHERE e.ClientId = t.ClientId AND e.Generation = t.Generation)
        """;

    private const string NotEndedByKey = """
         AND NOT EXISTS (SELECT 1 FROM TokenContents c JOIN SigningKeys k ON k.KeyId = c.KeyId WHERE c.Id = t.ContentId AND k.RevokedAt IS NOT NULL)
        """;

    private const string NotByKey = """
         AND NOT EXISTS (SELECT 1 FROM TokenContents c JOIN SigningKeys k ON k.KeyId = c.KeyId WHERE c.Id = t.ContentId AND k.RevokedAt < t.ExpiresAt)
        """;

    /// <summary>
    /// The status of a token, apart from its <see cref="Expiry"/>. If no signing key was ever revoked, as in most stores, the key of an
    /// active token need not be checked.
    /// </summary>
    public static string State(TokenStatus? status, bool byKeys) => status switch
    {
        null => "",
        TokenStatus.Revoked => Revoked,
        TokenStatus.Active => NotEnded + (byKeys ? NotEndedByKey : ""),
        _ => NotRevoked + (byKeys ? NotByKey : ""),
    };

    public static string Expiry(TokenFilter filter) =>
        (filter.ExpiresFrom is null ? "" : " AND t.ExpiresAt >= @expiresFrom") + (filter.ExpiresUntil is null ? "" : " AND t.ExpiresAt < @expiresUntil");

    public static string Direction(TokenFilter filter) => filter.OldestFirst ? "ASC" : "DESC";

    /// <summary>" AND t.ClientId IN (@client0, @client1)", or nothing.</summary>
    public static string OfClients(TokenFilter filter, string column) => filter.Clients is { } clients
        ? $" AND {column} IN ({string.Join(", ", clients.Select((_, index) => NameOf(index)))})"
        : "";

    public static string NameOf(int client) => string.Create(CultureInfo.InvariantCulture, $"@client{client}");
}

/// <summary>The parameters of the conditions. A statement simply does not use those it does not mention.</summary>
internal sealed class TokenParameters
{
    private readonly List<SqliteParameter> _all;

    public TokenParameters(TokenFilter filter, JwtIdRange range, int limit)
    {
        _all =
        [
            new("@first", range.FirstBytes),
            new("@end", range.EndBytes),
            new("@limit", limit),
        ];
        With("@expiresFrom", filter.ExpiresFrom?.ToUnixTimeMilliseconds());
        With("@expiresUntil", filter.ExpiresUntil?.ToUnixTimeMilliseconds());
    }

    public object[] All => [.. _all];

    public TokenParameters WithClients(IReadOnlyList<ClientId> clients)
    {
        foreach (var (index, client) in clients.Index())
        {
            With(TokenSql.NameOf(index), client.Value);
        }

        return this;
    }

    public TokenParameters With(string name, object? value)
    {
        if (value is not null)
        {
            _all.Add(new SqliteParameter(name, value));
        }

        return this;
    }
}
