using AdminPortal.Domain.AccessTokens.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.FindingTokens;

/// <summary>Every token with all that is known of it, as a query.</summary>
internal static class TokenDossiers
{
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
