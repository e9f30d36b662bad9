using AdminPortal.Domain.Storage.Sqlite.ReadingClients;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Domain.Storage.Sqlite.Journal;

/// <summary>The journal's statements, prepared once per connection. They use the names of the mappings.</summary>
internal sealed class JournalCommands(SqliteConnection connection) : IDisposable
{
    public PreparedStatement Begin { get; } = new(connection, "BEGIN IMMEDIATE");

    public PreparedStatement Commit { get; } = new(connection, "COMMIT");

    // Status 1 is Active. Optimistic concurrency: inserts only if everything the decision was based on is unchanged, whoever might have
    // changed it: the client's access version and generation, the catalogue, and the signing key.
    public PreparedStatement InsertToken { get; } = new(
        connection,
        """
        INSERT INTO IssuedTokens (JwtId, ClientId, Generation, ContentId, ExpiresAt, CredentialId, SourceAddress)
        SELECT $1, $2, $3, $4, $5, $6, $7
        FROM ApiClients WHERE Id = $2 AND TokenGeneration = $3 AND AccessVersion = $9 AND Status = 1 AND DeletedAt IS NULL
        AND (SELECT Revision FROM CatalogueRevision) = $10
        AND EXISTS (SELECT 1 FROM SigningKeys WHERE KeyId = $8 AND RevokedAt IS NULL)
        """,
        10);

    public PreparedStatement IsUsableKey { get; } = new(connection, "SELECT 1 FROM SigningKeys WHERE KeyId = $1 AND RevokedAt IS NULL", 1);

    public PreparedStatement IsCurrentClient { get; } = new(connection, ClientReadCommands.IsCurrentStatement, 2);

    // Only an active token, by everything that can have ended it; a transaction without a change costs no disk sync.
    public PreparedStatement Revoke { get; } = new(
        connection,
        """
        UPDATE IssuedTokens SET RevokedAt = $1, RevokedBy = $2
        WHERE JwtId = $3 AND ClientId = $2 AND RevokedAt IS NULL AND ExpiresAt > $1
        AND NOT EXISTS (SELECT 1 FROM EndedGenerations ended WHERE ended.ClientId = $2 AND ended.Generation = IssuedTokens.Generation)
        AND EXISTS (SELECT 1 FROM TokenContents content WHERE content.Id = IssuedTokens.ContentId AND content.KeyId = $4 AND content.Algorithm = $5)
        AND NOT EXISTS (SELECT 1 FROM SigningKeys WHERE KeyId = $4 AND SigningKeys.RevokedAt IS NOT NULL)
        """,
        5);

    public PreparedStatement TakeBack { get; } = new(connection, "DELETE FROM IssuedTokens WHERE JwtId = $1", 1);

    public PreparedStatement WriteContent { get; } = new(
        connection,
        """
        INSERT INTO TokenContents (Id, KeyId, Algorithm, Issuer, Audience, Scope, ServiceInfo, Lifetime, UsedUntil)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (Id) DO UPDATE SET UsedUntil = max(UsedUntil, excluded.UsedUntil)
        """,
        9);

    public PreparedStatement UseAssertion { get; } = new(
        connection, "INSERT INTO UsedAssertions (ClientId, JwtIdDigest, RememberUntil) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", 3);

    public PreparedStatement ForgetAssertions { get; } = new(connection, UsedAssertionSql.Forget, 4);

    // Marks of a client's credentials arrive in any order; the client keeps the latest. A time in the future was written by a wrong clock.
    public PreparedStatement MarkClient { get; } = new(
        connection,
        "UPDATE ApiClients SET LastUsedAt = $1, LastUsedFrom = $2 WHERE Id = $3 AND (ifnull(LastUsedAt, 0) <= $1 OR LastUsedAt > $4)",
        4);

    public PreparedStatement MarkSecret { get; } = new(connection, "UPDATE ClientSecrets SET LastUsedAt = $1, LastUsedFrom = $2 WHERE Id = $3", 3);

    public PreparedStatement MarkPublicKey { get; } = new(
        connection, "UPDATE ClientPublicKeys SET LastUsedAt = $1, LastUsedFrom = $2 WHERE Id = $3", 3);

    public void Dispose()
    {
        PreparedStatement[] statements =
        [
            Begin, Commit, InsertToken, IsUsableKey, IsCurrentClient, Revoke, TakeBack, WriteContent, UseAssertion, ForgetAssertions,
            MarkClient, MarkSecret, MarkPublicKey,
        ];
        foreach (var statement in statements)
        {
            statement.Dispose();
        }
    }
}
