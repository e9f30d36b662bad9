using System.Globalization;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Telemetry;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Auditing.Attempts;

// This room owns the record of what strangers try in vain. It protects the audit log from growing by their trying: what repeats itself
// is counted. It must never leave out the first attempt of a kind, nor the one that locks somebody out.

/// <summary>
/// Keeps the record of what strangers try in vain, so that the record cannot be made to grow by trying: the first attempt of its kind has an
/// entry at once, as has the one that leads to a lock-out; the others are counted, and every ten minutes one entry for each kind tells how
/// many they were. What was counted is lost with a process that is killed, the entries are not.
/// </summary>
public sealed class StrangersAttempts(
    PortalStore store, PermissionGate gate, PortalMetrics metrics, TimeProvider clock, ILogger<StrangersAttempts> logger)
    : RecurringWork("record of refused attempts", metrics, clock, logger)
{
    internal const int MostKinds = 100;

    internal static readonly TimeSpan FoldedFor = TimeSpan.FromMinutes(10);

    private readonly AttemptTally _tally = new(MostKinds);

    protected override TimeSpan Every => FoldedFor;

    internal async Task RecordAsync(PortalAction action, Actor.Anonymous actor, string reason, string? lockout, CancellationToken cancellation)
    {
        var kind = new AttemptKind(action, actor.Name, reason, SourceNetwork.Of(actor.SourceAddress));
        if (!_tally.IsToBeTold(kind, actor.SourceAddress, lockout is not null, Clock.GetUtcNow()))
        {
            return;
        }

        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, action, actor.Name, cancellation);
        permit.Value.Record(AuditResult.Failure, actor.Name, AuditDetails.Of([("Refused", reason), .. lockout is null ? Nothing : [(lockout, "Locked out for a while")]]));
        await change.CommitAsync(cancellation);
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

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryRoundAsync(cancellationToken);
    }

    protected override Task RunRoundAsync(CancellationToken cancellation) => FlushAsync(cancellation);

    private static (string Field, string? Value)[] Nothing => [];

    private static AuditDetails DetailsOf(AttemptKind kind, AttemptCount count) => AuditDetails.Of(
        ("Refused", kind.Reason),
        ("Further attempts of this kind", count.Count.ToString(CultureInfo.InvariantCulture)),
        ("Last attempt", count.LastAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
}
