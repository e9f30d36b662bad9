using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenFailures.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenFailures;

/// <summary>Why a client's recent token requests were refused.</summary>
public sealed class ListTokenFailures(PortalStore store, PermissionGate gate, FailureBounds bounds, TimeProvider clock)
{
    public const int MaxShown = 50;

    /// <summary>Rows reserved for verified requests, as far as there are any: a flood of others does not hide them.</summary>
    public const int ProvedShown = 25;

    public async Task<Result<ClientFailures>> ExecuteAsync(ClientId clientId, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, ApiClientActions.View, clientId.Value, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (!await db.ApiClients.AnyAsync(client => client.Id == clientId, cancellation))
        {
            return ApiClientErrors.NotFound;
        }

        var since = clock.GetUtcNow() - bounds.KeptFor;
        var failures = db.TokenFailures.Where(failure => failure.ClientId == clientId && failure.OccurredAt >= since);
        var shown = await ShownAsync(failures, cancellation);
        var total = shown.Count < MaxShown ? shown.Count : await failures.CountAsync(cancellation);
        var throttled = await db.ThrottledFailureCounts
            .Where(count => count.ClientId == clientId && count.LastAt >= since)
            .ToListAsync(cancellation);
        return new ClientFailures(
            [.. shown.Select(TokenFailureView.Of)],
            total,
            throttled.Sum(count => count.Count),
            throttled.Count > 0 ? throttled.Max(count => count.LastAt) : null);
    }

    private static async Task<IReadOnlyList<TokenFailure>> ShownAsync(IQueryable<TokenFailure> failures, CancellationToken cancellation)
    {
        var newestFirst = failures.OrderByDescending(failure => failure.Id);
        var proved = await newestFirst.Where(failure => failure.IsProved).Take(ProvedShown).ToListAsync(cancellation);
        var newest = await newestFirst.Take(MaxShown).ToListAsync(cancellation);
        return [.. proved.Concat(newest).DistinctBy(failure => failure.Id).Take(MaxShown).OrderByDescending(failure => failure.Id)];
    }
}
