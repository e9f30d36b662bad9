using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Domain.Timekeeping.Rules;

namespace AdminPortal.Domain.Administrators.Clock;

// This room owns an administrator's word on the clock. It protects what would be deleted by age, for which that word needs two permissions.
// It must never make a clock count at once.

/// <summary>
/// An administrator confirms that the clock is right, so that retention need not wait for a day. It still waits for the clock to settle: a
/// mistaken confirmation must not make replay of a used assertion possible.
/// </summary>
public sealed class AcceptClock(PortalStore store, PermissionGate gate, ProvenTime time)
{
    /// <summary>True when the clock was in doubt until now. Idempotent.</summary>
    public async Task<Result<bool>> ExecuteAsync(Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, ClockActions.Accept, null, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var doubted = time.Look();
        if (!doubted.IsDoubtful)
        {
            return false;
        }

        await StoredClock.PutAsync(change.Db, doubted.Accepted(), cancellation);
        permit.Value.Record(AuditResult.Success, null, AuditDetails.Of(
            ("Clock", UtcText.Of(doubted.Told)), ("Latest time seen before", UtcText.Of(doubted.Certain))));
        await change.CommitAsync(cancellation);
        time.Accept();
        return true;
    }
}
