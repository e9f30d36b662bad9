using AdminPortal.Domain.AccessTokens.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.FindingTokens;

/// <summary>Every token with all that is known of it, as a query.</summary>
internal static class TokenDossiers
{
    /// <summary>The records as a query; a deleted client is included through its tombstone.</summary>
    // Member by member: EF cannot translate a constructor, so the query could not be filtered.
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
