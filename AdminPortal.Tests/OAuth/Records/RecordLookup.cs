using System.IdentityModel.Tokens.Jwt;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.OAuth.Records;

/// <summary>Finds the record of a token that a client received.</summary>
internal static class RecordLookup
{
    public static Task<TokenDossier> RecordOfAsync(this PortalDbContext db, JwtSecurityToken token)
    {
        var jwtId = Guid.Parse(token.Id);
        return TokenDossiers.Of(db).SingleAsync(record => record.Token.JwtId == jwtId, OAuthHost.Cancellation);
    }
}
