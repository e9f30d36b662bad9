using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.SigningKeys.Rotation;

/// <summary>
/// For a retired key that turns out to be compromised: it leaves the key set early, and every token it signed is revoked. The active and
/// the announced keys are not affected.
/// </summary>
public sealed class RevokePreviousSigningKey(
    PortalStore store, ITokenSearch search, PermissionGate gate, SigningKeyRing ring, ProvenTime time, TimeProvider clock)
{
    /// <summary>The active tokens revoked with it: none if the key was already revoked, which is not an error (idempotent).</summary>
    public async Task<Result<TokensOfKey>> ExecuteAsync(string keyId, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, SigningKeyActions.Revoke, keyId, cancellation) is { } refusal)
        {
            return refusal;
        }

        // Counted before the change: it may take a while, and no token is issued while a change is open.
        var tokens = await TokensOfKey.CountAsync(search, db, keyId, clock.GetUtcNow(), cancellation);
        var revoked = await RevokeAsync(keyId, tokens, actor, cancellation);
        if (revoked.IsSuccess)
        {
            await ring.ReloadAsync(CancellationToken.None);
        }

        return revoked;
    }

    private async Task<Result<TokensOfKey>> RevokeAsync(string keyId, TokensOfKey tokens, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, SigningKeyActions.Revoke, keyId, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var key = await change.Db.SigningKeys.SingleOrDefaultAsync(key => key.KeyId == keyId, cancellation);
        if (key is { State: SigningKeyState.Revoked })
        {
            // Already revoked, by someone else or by an attempt whose answer was lost.
            return tokens;
        }

        if (key is not { State: SigningKeyState.Retired } || !key.IsPublishedAt(time.Now))
        {
            return SigningKeyErrors.NotPrevious;
        }

        key.Revoke(clock.GetUtcNow());
        permit.Value.Record(
            AuditResult.Success, keyId, SigningKeyAudit.Moved(key, SigningKeyState.Retired).Add("Active tokens revoked", null, tokens.LiveInWords));
        await change.CommitAsync(cancellation);
        return tokens;
    }
}
