using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens;

/// <summary>All that the store knows of a token: the record, what it says, what became of it, and the client's name as it is now.</summary>
internal sealed record TokenDossier
{
    public required IssuedToken Token { get; init; }

    public required TokenContent Content { get; init; }

    public EndedGeneration? Ended { get; init; }

    public DateTimeOffset? KeyRevokedAt { get; init; }

    public ApiClient? Client { get; init; }

    public TokenLife Life => new(Token.ExpiresAt, TokenEnding.AllOf(this));

    /// <summary>Revokes it by that permit and records that; false when it had ended already.</summary>
    public bool TryRevoke(Permit permit, DateTimeOffset now)
    {
        if (Life.StatusAt(now) != TokenStatus.Active)
        {
            return false;
        }

        Token.Revoke(permit.Actor.Name, now);
        permit.Record(AuditResult.Success, Client?.Name.Value ?? Token.ClientId.Value, AuditDetails.Of(
            ("Client ID", Token.ClientId.Value),
            ("JTI", Token.JwtId.ToString()),
            ("Expires", UtcText.Of(Token.ExpiresAt))));
        return true;
    }

    /// <summary>The records, ready to be narrowed; a deleted client is among them by its tombstone.</summary>
    // Member by member: EF cannot look through a constructor, and nothing could be narrowed.
    public static IQueryable<TokenDossier> Of(PortalDbContext db) =>
        from token in db.IssuedTokens
        join content in db.TokenContents on token.ContentId equals content.Id
        join client in db.ApiClients.IgnoreQueryFilters() on token.ClientId equals client.Id into clients
        from client in clients.DefaultIfEmpty()
        join ended in db.EndedGenerations on new { token.ClientId, token.Generation } equals new { ended.ClientId, ended.Generation } into endings
        from ended in endings.DefaultIfEmpty()
        join key in db.SigningKeys on content.KeyId equals key.KeyId into keys
        from key in keys.DefaultIfEmpty()
        select new TokenDossier { Token = token, Content = content, Ended = ended, KeyRevokedAt = key == null ? null : key.RevokedAt, Client = client };
}
