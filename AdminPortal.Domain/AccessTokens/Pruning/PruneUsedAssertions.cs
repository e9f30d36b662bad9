using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;

namespace AdminPortal.Domain.AccessTokens.Pruning;

/// <summary>
/// Deletes expired replay records by scanning all of them in small steps. Most are deleted while new ones are added; this finds those of
/// clients that no longer send requests.
/// </summary>
public sealed class PruneUsedAssertions(PortalStore store, IRecordPruning pruning, TimeProvider clock)
{
    internal const int StepSize = 2000;

    internal async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        AssertionPlace? next = AssertionPlace.Start;
        while (next is { } place)
        {
            var started = clock.GetTimestamp();
            next = await NextAsync(place, cancellation);
            await ForgetAsync(place, now, cancellation);
            await Task.Delay(PruneTokens.RestFor * clock.GetElapsedTime(started), clock, cancellation);
        }
    }

    private async Task<AssertionPlace?> NextAsync(AssertionPlace place, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await pruning.PlaceBehindAsync(db, place, StepSize, cancellation);
    }

    // One transaction looks at as many as a step takes behind it.
    private async Task ForgetAsync(AssertionPlace place, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        await pruning.ForgetAssertionsAsync(change.Db, place, StepSize, now, cancellation);
        await change.CommitAsync(cancellation);
    }
}
