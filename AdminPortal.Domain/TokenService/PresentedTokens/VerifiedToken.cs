using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenService.PresentedTokens;

/// <summary>
/// A token signed by this portal. Only the record says whether it was ever handed out, to whom, and whether it is still active.
/// </summary>
internal sealed record VerifiedToken(Guid JwtId, string KeyId, string Algorithm)
{
    /// <summary>Null when it is not recorded, or recorded with another key than the one that signed it.</summary>
    public async Task<TokenDossier?> FindAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var record = await TokenDossiers.Of(db).SingleOrDefaultAsync(candidate => candidate.Token.JwtId == JwtId, cancellation);
        return record?.Content.KeyId == KeyId && record.Content.Algorithm == Algorithm ? record : null;
    }
}
