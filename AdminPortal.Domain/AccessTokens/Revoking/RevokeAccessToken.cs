using System.Globalization;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens.Revoking;

/// <summary>Revokes one token. Whoever asks here is told so at once; its client stays active and may ask for another.</summary>
public sealed class RevokeAccessToken(PortalStore store, PermissionGate gate, TimeProvider clock)
{
    /// <summary>True when this call revoked it, false when it had ended already: revoking twice is fine.</summary>
    public async Task<Result<bool>> ExecuteAsync(Guid jwtId, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, TokenActions.Revoke, jwtId.ToString(), cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        if (await TokenRecord.Of(change.Db).SingleOrDefaultAsync(record => record.Token.JwtId == jwtId, cancellation) is not { } found)
        {
            return TokenErrors.NotFound;
        }

        var now = clock.GetUtcNow();
        if (found.Life.StatusAt(now) != TokenStatus.Active)
        {
            return false;
        }

        found.Token.Revoke(actor.Name, now);
        permit.Value.Record(AuditResult.Success, found.Client?.Name.Value ?? found.Token.ClientId.Value, AuditDetails.Of(
            ("Client ID", found.Token.ClientId.Value),
            ("JTI", jwtId.ToString()),
            ("Expires", found.Token.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))));
        await change.CommitAsync(cancellation);
        return true;
    }
}
