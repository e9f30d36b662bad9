using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.SigningKeys.Rotation;

/// <summary>The key that signs next, and from when; not new if one was announced already.</summary>
public sealed record AnnouncedSuccessor(string KeyId, DateTimeOffset MaySignFrom, bool IsNew);

/// <summary>Announces the successor of the active key without waiting for the end of its signing period.</summary>
public sealed class RotateSigningKey(
    PortalStore store, PermissionGate gate, SigningKeyProtection protection, SigningKeyRing ring, SigningKeyOptions options, ProvenTime time)
{
    // The resource for the audit log: the key to be succeeded. Null without an active key; a refusal is recorded all the same.
    private string? CurrentKeyId => ring.IsLoaded ? ring.Current.KeyId : null;

    public async Task<Result<AnnouncedSuccessor>> ExecuteAsync(Actor actor, CancellationToken cancellation)
    {
        // Checked before the change, because a key is generated before it; and again within it, where the answer counts.
        await using (var db = await store.ReadAsync(cancellation))
        {
            if (await gate.AskToViewAsync(db, actor, SigningKeyActions.Create, CurrentKeyId, cancellation) is { } refusal)
            {
                return refusal;
            }
        }

        var generated = protection.Generate(options.Algorithm ?? ring.Current.Algorithm);
        var announced = await AnnounceAsync(generated, actor, cancellation);
        await ring.ReloadAsync(cancellation);
        return announced;
    }

    private async Task<Result<AnnouncedSuccessor>> AnnounceAsync(GeneratedKey generated, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, SigningKeyActions.Create, CurrentKeyId, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        if (SigningKeyLifecycle.SuccessorAmong(await change.Db.SigningKeys.ToListAsync(cancellation), generated.Algorithm) is { } waiting)
        {
            return new AnnouncedSuccessor(waiting.KeyId, waiting.MaySignFrom, IsNew: false);
        }

        var now = time.Latest;
        var key = SigningKey.Announce(generated, now + SigningKeyLifecycle.Announcement, now);
        change.Db.SigningKeys.Add(key);
        permit.Value.Record(AuditResult.Success, key.KeyId, SigningKeyAudit.Announced(key));
        await change.CommitAsync(cancellation);
        return new AnnouncedSuccessor(key.KeyId, key.MaySignFrom, IsNew: true);
    }
}
