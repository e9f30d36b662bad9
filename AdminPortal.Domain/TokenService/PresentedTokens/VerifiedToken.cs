using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenService.PresentedTokens;

/// <summary>A token whose signature is ours. Only the record says whether it was ever handed out, to whom, and whether it still lives.</summary>
internal sealed record VerifiedToken(Guid JwtId, string KeyId, string Algorithm)
{
    /// <summary>Null when it is not on record, or the record tells of another key than signed it.</summary>
    public async Task<TokenDossier?> FindAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var record = await TokenDossiers.Of(db).SingleOrDefaultAsync(candidate => candidate.Token.JwtId == JwtId, cancellation);
        return record?.Content.KeyId == KeyId && record.Content.Algorithm == Algorithm ? record : null;
    }
}
