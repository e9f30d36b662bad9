using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenFailures;

/// <summary>
/// Writes some failures within one change, and makes room for them: the oldest of a client go when it has too many, and all go when their
/// time is over.
/// </summary>
internal sealed class FailureBatch(PortalDbContext db, FailureBounds bounds, DateTimeOffset now)
{
    // More than come with a batch, and few enough that nobody waits long behind it.
    private const int Cleared = 500;

    public async Task WriteAsync(
        IReadOnlyList<TokenFailure> failures, IReadOnlyCollection<Throttled> throttled, CancellationToken cancellation)
    {
        var known = await FindKnownAsync(
            failures.Select(failure => failure.PresentedClientId).Concat(throttled.Select(counted => counted.ClientId)), cancellation);
        foreach (var failure in failures)
        {
            if (KnownAmong(known, failure.PresentedClientId) is { } client)
            {
                failure.BelongTo(client);
            }
        }

        db.TokenFailures.AddRange(failures);
        foreach (var counted in throttled)
        {
            await CountAsync(KnownAmong(known, counted.ClientId), counted, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await ClearAsync(failures.Select(failure => failure.ClientId).Distinct(), cancellation);
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

    private async Task CountAsync(ClientId? client, Throttled counted, CancellationToken cancellation)
    {
        var day = DateOnly.FromDateTime(counted.LastAt.UtcDateTime);
        var row = db.ThrottledFailureCounts.Local.FirstOrDefault(count => count.ClientId == client && count.Day == day)
            ?? await db.ThrottledFailureCounts.FirstOrDefaultAsync(count => count.ClientId == client && count.Day == day, cancellation);
        if (row is null)
        {
            row = ThrottledFailureCount.Of(client, day);
            db.ThrottledFailureCounts.Add(row);
        }

        row.Add(counted.Count, counted.LastAt);
    }

    private async Task ClearAsync(IEnumerable<ClientId?> clients, CancellationToken cancellation)
    {
        foreach (var client in clients)
        {
            var limit = client is null ? bounds.OfUnknownClients : bounds.PerClient;
            var records = db.TokenFailures.Where(failure => failure.ClientId == client);
            var tooOld = await records.OrderByDescending(failure => failure.Id)
                .Skip(limit).Select(failure => (long?)failure.Id).FirstOrDefaultAsync(cancellation);
            if (tooOld is { } last)
            {
                await records.Where(failure => failure.Id <= last).OrderBy(failure => failure.Id).Take(Cleared).ExecuteDeleteAsync(cancellation);
            }
        }

        var end = now - bounds.KeptFor;
        await db.TokenFailures.Where(failure => failure.OccurredAt < end).OrderBy(failure => failure.Id).Take(Cleared).ExecuteDeleteAsync(cancellation);
        await db.ThrottledFailureCounts.Where(count => count.LastAt < end).OrderBy(count => count.Id).Take(Cleared).ExecuteDeleteAsync(cancellation);
    }
}
