using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.SigningKeys.Rotation;

/// <summary>Performs the due steps of the signing keys' life cycle, and reloads them in case another process changed them.</summary>
public sealed class AdvanceSigningKeys(
    PortalStore store, PermissionGate gate, SigningKeyProtection protection, SigningKeyRing ring, SigningKeyOptions options, ProvenTime time)
{
    private static readonly Actor Clockwork = new Actor.OnHost("signing key rotation");

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        if (await PrepareAsync(cancellation) is { } prepared)
        {
            await TakeStepsAsync(prepared, cancellation);
        }

        await ring.ReloadAsync(cancellation);
    }

    /// <summary>
    /// A dry run that finds the due steps and generates their keys, because none is wrapped within a change; null when nothing is due.
    /// </summary>
    private async Task<Dictionary<string, GeneratedKey>?> PrepareAsync(CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        var keys = await db.SigningKeys.ToListAsync(cancellation);
        var prepared = new Dictionary<string, GeneratedKey>(StringComparer.Ordinal);
        var rehearsal = new Dictionary<string, GeneratedKey>(StringComparer.Ordinal);
        var (now, latest) = (time.Now, time.Latest);
        var isDue = false;
        while (NextStep(keys, now, latest) is { } step)
        {
            isDue = true;
            if (step is SigningKeyStep.Announce announce)
            {
                prepared[announce.Algorithm] = rehearsal[announce.Algorithm] = protection.Generate(announce.Algorithm);
            }

            if (Take(step, keys, rehearsal, latest) is { State: SigningKeyState.Signing } starting)
            {
                // A key that cannot be unwrapped must not replace one that can: then nothing is done, and the fault is reported.
                protection.Unwrap(starting);
            }
        }

        return isDue ? prepared : null;
    }

    // Another process may have been faster (race): the due steps are computed again, within the change.
    private async Task TakeStepsAsync(Dictionary<string, GeneratedKey> prepared, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var keys = await change.Db.SigningKeys.ToListAsync(cancellation);
        var (now, latest) = (time.Now, time.Latest);
        while (NextStep(keys, now, latest) is { } step)
        {
            if (Take(step, keys, prepared, latest) is not { } key)
            {
                // Due only since the dry run: the next round generates the key it needs.
                break;
            }

            await RecordAsync(change, step, key, cancellation);
        }

        await change.CommitAsync(cancellation);
    }

    // While the clock is in doubt, it is unknown which times are in the future.
    private SigningKeyStep? NextStep(List<SigningKey> keys, DateTimeOffset now, DateTimeOffset latest) =>
        (time.Look().IsSettled ? SigningKeyLifecycle.NextCorrection(keys, now) : null)
        ?? SigningKeyLifecycle.Next(keys, SigningKeyLifecycle.AlgorithmOf(keys, options.Algorithm), now, latest);

    /// <summary>The key that was affected; null when a new one was needed and there is none.</summary>
    private static SigningKey? Take(SigningKeyStep step, List<SigningKey> keys, Dictionary<string, GeneratedKey> prepared, DateTimeOffset now)
    {
        switch (step)
        {
            case SigningKeyStep.Start start:
                start.Key.Start(now);
                return start.Key;
            case SigningKeyStep.Retire retire:
                retire.Key.Retire(now);
                return retire.Key;
            case SigningKeyStep.PutRight wrong:
                wrong.Key.PutRight(now, now + SigningKeyLifecycle.Announcement);
                return wrong.Key;
            case SigningKeyStep.Announce announce when prepared.Remove(announce.Algorithm, out var generated):
                keys.Add(SigningKey.Announce(generated, announce.MaySignFrom, now));
                return keys[^1];
            default:
                return null;
        }
    }

    private async Task RecordAsync(StoreChange change, SigningKeyStep step, SigningKey key, CancellationToken cancellation)
    {
        var action = step is SigningKeyStep.Announce ? SigningKeyActions.Create : SigningKeyActions.Update;
        var permit = await gate.AskAsync(change, Clockwork, action, key.KeyId, cancellation);
        if (step is SigningKeyStep.Announce)
        {
            change.Db.SigningKeys.Add(key);
        }

        permit.Value.Record(AuditResult.Success, key.KeyId, step switch
        {
            SigningKeyStep.Start => SigningKeyAudit.Moved(key, SigningKeyState.Announced),
            SigningKeyStep.Retire => SigningKeyAudit.Moved(key, SigningKeyState.Signing),
            SigningKeyStep.PutRight => SigningKeyAudit.PutRight(key),
            _ => SigningKeyAudit.Announced(key),
        });
    }
}
