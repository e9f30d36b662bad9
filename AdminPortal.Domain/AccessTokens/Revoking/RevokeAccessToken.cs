using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens.Revoking;

// This room owns how administrators revoke tokens: one, several, all of a client. It protects applications from losing more than was meant:
// only what is named is revoked. It must never touch the client itself, which may request another token.

/// <summary>Revokes one token, at introspection at once; its client stays active and may request another.</summary>
public sealed class RevokeAccessToken(PortalStore store, PermissionGate gate, TimeProvider clock)
{
    /// <summary>True when this call revoked it, false when it was no longer active: revocation is idempotent.</summary>
    public async Task<Result<bool>> ExecuteAsync(Guid jwtId, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, TokenActions.Revoke, jwtId.ToString(), cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        if (await TokenDossiers.Of(change.Db).SingleOrDefaultAsync(record => record.Token.JwtId == jwtId, cancellation) is not { } found)
        {
            return TokenErrors.NotFound;
        }

        var isRevoked = found.TryRevoke(permit.Value, clock.GetUtcNow());
        await change.CommitAsync(cancellation);
        return isRevoked;
    }
}
