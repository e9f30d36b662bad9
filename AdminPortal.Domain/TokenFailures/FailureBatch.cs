using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.TokenFailures.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenFailures;

/// <summary>
/// Writes a batch of failures within one change, and enforces the limits: the oldest of a client are deleted when it has too many, and all
/// after their retention period. The number of statements does not depend on the batch, because every other writer is waiting.
/// </summary>
internal sealed class FailureBatch(PortalDbContext db, IFailureStore store, FailureBounds bounds, DateTimeOffset now)
{
    // More than a batch adds, and few enough that no writer waits long behind it.
    private const int Cleared = 500;

    public async Task WriteAsync(
        IReadOnlyList<TokenFailure> failures, IReadOnlyCollection<Throttled> throttled, CancellationToken cancellation)
    {
        var known = await FindKnownAsync(
            failures.Select(failure => failure.PresentedClientId).Concat(throttled.Select(counted => counted.ClientId)), cancellation);
        if (failures.Count > 0)
        {
            var written = failures.Select(failure => new FailureOfClient(failure, KnownAmong(known, failure.PresentedClientId))).ToList();
            await store.WriteAsync(db, written, cancellation);
            await store.MakeRoomAsync(db, written.ConvertAll(failure => failure.Client), bounds, Cleared, cancellation);
        }

        if (throttled.Count > 0)
        {
            await store.CountAsync(db, Together(throttled, known), cancellation);
        }

        var end = now - bounds.KeptFor;
        await db.TokenFailures.Where(failure => failure.OccurredAt < end).OrderBy(failure => failure.Id).Take(Cleared).ExecuteDeleteAsync(cancellation);
        await db.ThrottledFailureCounts.Where(count => count.LastAt < end).OrderBy(count => count.Id).Take(Cleared).ExecuteDeleteAsync(cancellation);
    }

    private async Task<HashSet<ClientId>> FindKnownAsync(IEnumerable<string?> presented, CancellationToken cancellation)
    {
        var ids = presented.Select(text => ClientId.TryParse(text, out var id) ? id : null).OfType<ClientId>().Distinct().ToList();
        return ids.Count == 0
            ? []
            : await db.ApiClients.Where(client => ids.Contains(client.Id)).Select(client => client.Id).ToHashSetAsync(cancellation);
    }

    private static ClientId? KnownAmong(HashSet<ClientId> known, string? presented) =>
        ClientId.TryParse(presented, out var id) && known.Contains(id) ? id : null;

    private static IEnumerable<ThrottledOfClient> Together(IReadOnlyCollection<Throttled> throttled, HashSet<ClientId> known) =>
        from counted in throttled
        group counted by (Client: KnownAmong(known, counted.ClientId), Day: DateOnly.FromDateTime(counted.LastAt.UtcDateTime)) into together
        select new ThrottledOfClient(
            together.Key.Client, together.Key.Day, together.Sum(counted => counted.Count), together.Max(counted => counted.LastAt));
}
