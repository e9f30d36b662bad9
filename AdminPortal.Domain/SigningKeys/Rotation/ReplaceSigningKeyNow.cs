using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.SigningKeys.Rotation;

/// <summary>The result of an emergency replacement: the key that signs now, and the active tokens revoked with the old one.</summary>
public sealed record SigningKeyReplacement(string KeyId, TokensOfKey Tokens);

/// <summary>
/// For a key that may be compromised: revokes the active key, and with it every token it signed; a new one signs at once, which verifiers
/// with a cached key set do not know yet. The announced keys are in the same store, so they are revoked too.
/// </summary>
public sealed class ReplaceSigningKeyNow(
    PortalStore store,
    ITokenSearch search,
    PermissionGate gate,
    SigningKeyProtection protection,
    SigningKeyRing ring,
    SigningKeyOptions options,
    ProvenTime time,
    TimeProvider clock)
{
    /// <summary>The key ID is that of the key the person saw as active; if another signs by now, nothing happens.</summary>
    public async Task<Result<SigningKeyReplacement>> ExecuteAsync(string keyId, Actor actor, CancellationToken cancellation)
    {
        // Checked before the change, because keys are generated before it; and again within it, where the answer counts.
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, SigningKeyActions.Revoke, keyId, cancellation) is { } refusal)
        {
            return refusal;
        }

        // Counted here too: it may take a while, and no token is issued while a change is open.
        var tokens = await TokensOfKey.CountAsync(search, db, keyId, clock.GetUtcNow(), cancellation);
        List<GeneratedKey> generated = [.. SigningAlgorithms.All.Select(protection.Generate)];
        var replaced = await ReplaceAsync(keyId, tokens, generated, actor, cancellation);
        if (replaced.IsSuccess)
        {
            await LetGoAsync();
        }

        return replaced;
    }

    // A revoked key must not keep signing because the new one cannot be unwrapped: then nothing signs until it can be (fail-closed).
    private async Task LetGoAsync()
    {
        try
        {
            await ring.ReloadAsync(CancellationToken.None);
        }
        catch
        {
            ring.LetGo();
            throw;
        }
    }

    private async Task<Result<SigningKeyReplacement>> ReplaceAsync(
        string keyId, TokensOfKey tokens, List<GeneratedKey> generated, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, SigningKeyActions.Revoke, keyId, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var keys = await change.Db.SigningKeys.ToListAsync(cancellation);
        if (keys.Find(key => key.State == SigningKeyState.Signing && key.KeyId == keyId) is not { } atWork)
        {
            return SigningKeyErrors.Changed;
        }

        var now = time.Latest;
        var algorithm = SigningKeyLifecycle.AlgorithmOf(keys, options.Algorithm);
        var started = await AnnounceAsync(change, generated, algorithm, actor, now, cancellation);
        foreach (var key in keys.Where(key => key.State is SigningKeyState.Signing or SigningKeyState.Announced))
        {
            var before = key.State;
            key.Revoke(clock.GetUtcNow());
            var details = SigningKeyAudit.Moved(key, before).Add("Replaced by", null, started.KeyId);
            permit.Value.Record(
                AuditResult.Success, key.KeyId, key == atWork ? details.Add("Active tokens revoked", null, tokens.LiveInWords) : details);
        }

        await change.CommitAsync(cancellation);
        return new SigningKeyReplacement(started.KeyId, tokens);
    }

    private async Task<SigningKey> AnnounceAsync(
        StoreChange change, List<GeneratedKey> generated, string algorithm, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var keys = generated.ConvertAll(pair =>
            SigningKey.Announce(pair, pair.Algorithm == algorithm ? now : now + SigningKeyLifecycle.Announcement, now));
        foreach (var key in keys)
        {
            var permit = await gate.AskAsync(change, actor, SigningKeyActions.Create, key.KeyId, cancellation);
            permit.Value.Record(AuditResult.Success, key.KeyId, SigningKeyAudit.Announced(key));
        }

        change.Db.SigningKeys.AddRange(keys);
        var started = keys.Single(key => key.Algorithm == algorithm);
        started.Start(now);
        return started;
    }
}
