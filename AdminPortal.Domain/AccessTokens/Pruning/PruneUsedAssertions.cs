using AdminPortal.Domain.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens.Pruning;

/// <summary>
/// Deletes the used assertions that nobody would take again, on a walk along all of them in small steps. New ones take most of the outlived
/// along; this finds those of clients that no longer come.
/// </summary>
public sealed class PruneUsedAssertions(PortalStore store, TimeProvider clock)
{
    internal const int StepSize = 2000;

    internal async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        Place? next = new("", []);
        while (next is { } place)
        {
            var started = clock.GetTimestamp();
            next = await NextAsync(place, cancellation);
            await ForgetAsync(place, now, cancellation);
            await Task.Delay(PruneTokens.RestFor * clock.GetElapsedTime(started), clock, cancellation);
        }
    }

    private async Task<Place?> NextAsync(Place place, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await db.UsedAssertions
            .FromSqlRaw(UsedAssertionMapping.LastBehind, Parameters(place))
            .Select(used => new Place(used.ClientId.Value, used.JwtIdDigest))
            .AsAsyncEnumerable()
            .FirstOrDefaultAsync(cancellation);
    }

    private async Task ForgetAsync(Place place, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        object[] parameters = [.. Parameters(place), new SqliteParameter("$4", now.ToUnixTimeMilliseconds())];
        await change.Db.Database.ExecuteSqlRawAsync(UsedAssertionMapping.Forget, parameters, cancellation);
        await change.CommitAsync(cancellation);
    }

    private static SqliteParameter[] Parameters(Place place) =>
        [new("$1", place.ClientId), new("$2", place.JwtIdDigest), new("$3", StepSize)];

    /// <summary>One transaction looks at as many as a step takes behind it.</summary>
    private sealed record Place(string ClientId, byte[] JwtIdDigest);
}
