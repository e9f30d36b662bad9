using System.Globalization;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Telemetry;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Administrators.Attempts;

// This room owns the record of strangers' failed attempts. It protects the audit log from being flooded by them: repetitions are only
// counted. It must never leave out the first attempt of a kind, nor the one that locks someone out.

/// <summary>
/// Records strangers' failed attempts in bounded space: the first attempt of its kind has an entry at once, as has the first that leads to
/// a lock-out; the others are counted, and every ten minutes one entry per kind states how many there were. If the process is killed,
/// counts are lost but entries are not.
/// </summary>
public sealed class StrangersAttempts(
    PortalStore store, PermissionGate gate, PortalMetrics metrics, TimeProvider clock, ILogger<StrangersAttempts> logger)
    : RecurringWork("record of refused attempts", metrics, clock, logger)
{
    internal const int MostKinds = 100;

    internal static readonly TimeSpan FoldedFor = TimeSpan.FromMinutes(10);

    private readonly AttemptTally _tally = new(MostKinds);

    protected override TimeSpan Every => FoldedFor;

    /// <summary>Not cancelled when the caller disconnects: that would be a way to try unrecorded.</summary>
    internal async Task RecordAsync(PortalAction action, Actor.Anonymous actor, string reason, string? lockout)
    {
        var (now, isLockout) = (Clock.GetUtcNow(), lockout is not null);
        var kind = new AttemptKind(action, actor.Name, reason, SourceNetwork.Of(actor.SourceAddress));
        if (!_tally.IsToBeTold(kind, actor.SourceAddress, isLockout, now))
        {
            return;
        }

        try
        {
            await using var change = await store.BeginChangeAsync(CancellationToken.None);
            var permit = await gate.AskAsync(change, actor, action, actor.Name, CancellationToken.None);
            permit.Value.Record(
                AuditResult.Failure,
                actor.Name,
                AuditDetails.Of([("Refused", reason), .. lockout is null ? Nothing : [(lockout, "Locked out for a while")]]));
            await change.CommitAsync(CancellationToken.None);
        }
        catch
        {
            _tally.WasNotTold(kind, actor.SourceAddress, isLockout, now);
            throw;
        }
    }

    /// <summary>Writes an entry for each kind that was tried more than once.</summary>
    internal async Task FlushAsync(CancellationToken cancellation)
    {
        var counted = _tally.TakeAll().Where(kind => kind.Value.Count > 0).ToList();
        if (counted.Count == 0)
        {
            return;
        }

        try
        {
            await using var change = await store.BeginChangeAsync(cancellation);
            foreach (var (kind, count) in counted)
            {
                var actor = new Actor.Anonymous(kind.ActorName, count.SourceAddress);
                var permit = await gate.AskAsync(change, actor, kind.Action, kind.ActorName, cancellation);
                permit.Value.Record(AuditResult.Failure, kind.ActorName, DetailsOf(kind, count));
            }

            await change.CommitAsync(cancellation);
        }
        catch
        {
            _tally.PutBack(counted);
            throw;
        }
    }

    /// <summary>Writes the remaining counts.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryLastRoundAsync();
    }

    protected override Task RunRoundAsync(CancellationToken cancellation) => FlushAsync(cancellation);

    private static (string Field, string? Value)[] Nothing => [];

    private static AuditDetails DetailsOf(AttemptKind kind, AttemptCount count) => AuditDetails.Of(
    [
        ("Refused", kind.Reason),
        .. kind.IsFromAnywhere ? [("From", "Several networks")] : Nothing,
        ("Further attempts of this kind", Number(count.Count)),
        .. count.Lockouts > 0 ? [("Of these led to a lock-out", Number(count.Lockouts))] : Nothing,
        ("Last attempt", UtcText.Of(count.LastAt)),
    ]);

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
