using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens.Listing;

/// <summary>One token with its header and claims.</summary>
public sealed class GetIssuedToken(PortalStore store, PermissionGate gate)
{
    public async Task<Result<DecodedToken>> ExecuteAsync(Guid jwtId, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, TokenActions.View, jwtId.ToString(), cancellation) is { } refusal)
        {
            return refusal;
        }

        return await TokenDossiers.Of(db).SingleOrDefaultAsync(record => record.Token.JwtId == jwtId, cancellation) is { } found
            ? DecodedToken.Of(found, await CredentialWords.OfAsync(db, [found.Token], cancellation))
            : TokenErrors.NotFound;
    }
}
