using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenFailures.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenFailures;

/// <summary>Finds a refused request by its reference.</summary>
public sealed class FindTokenFailure(PortalStore store, PermissionGate gate, FailureBounds bounds, TimeProvider clock)
{
    public async Task<Result<FoundTokenFailure>> ExecuteAsync(string? typed, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, ApiClientActions.View, null, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (!FailureReference.TryRead(typed, out var reference))
        {
            return TokenFailureErrors.NoReference;
        }

        var since = clock.GetUtcNow() - bounds.KeptFor;
        var failure = await db.TokenFailures.SingleOrDefaultAsync(
            candidate => candidate.Reference == reference && candidate.OccurredAt >= since, cancellation);
        return failure is null
            ? TokenFailureErrors.NotFound(reference, bounds, await CountThrottledStrangersAsync(db, since, cancellation))
            : new FoundTokenFailure(
                TokenFailureView.Of(failure), failure.ClientId, await FindNameAsync(db, failure.ClientId, cancellation), failure.PresentedClientId);
    }

    private static async Task<string?> FindNameAsync(PortalDbContext db, ClientId? clientId, CancellationToken cancellation) =>
        clientId is null ? null : (await db.ApiClients.SingleOrDefaultAsync(client => client.Id == clientId, cancellation))?.Name.Value;

    private static Task<int> CountThrottledStrangersAsync(PortalDbContext db, DateTimeOffset since, CancellationToken cancellation) =>
        db.ThrottledFailureCounts.Where(count => count.ClientId == null && count.LastAt >= since).SumAsync(count => count.Count, cancellation);
}
