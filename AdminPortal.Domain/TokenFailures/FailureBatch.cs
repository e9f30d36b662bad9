using System.Text.Json;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenFailures;

/// <summary>
/// Writes some failures within one change, and makes room for them: the oldest of a client go when it has too many, and all go when their
/// time is over. The same few statements whatever the batch holds, for every other writer waits meanwhile.
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
        if (failures.Count > 0)
        {
            await ExecuteAsync(TokenFailureMapping.Write, cancellation, ("@rows", RowsOf(failures, known)));
            await MakeRoomAsync([.. failures.Select(failure => KnownAmong(known, failure.PresentedClientId))], cancellation);
        }

        if (throttled.Count > 0)
        {
            await ExecuteAsync(TokenFailureMapping.Count, cancellation, ("@rows", RowsOf(throttled, known)));
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

    // A client of ours stands in its own column, and only what is no client of ours is kept as it was presented.
    private static string RowsOf(IReadOnlyList<TokenFailure> failures, HashSet<ClientId> known) => JsonSerializer.Serialize(
        from failure in failures
        let client = KnownAmong(known, failure.PresentedClientId)
        select new
        {
            Reference = failure.Reference.Value,
            OccurredAt = failure.OccurredAt.ToUnixTimeMilliseconds(),
            ClientId = client?.Value,
            PresentedClientId = client is null ? failure.PresentedClientId : null,
            failure.SourceAddress,
            failure.SourceNetwork,
            failure.IsProved,
            failure.Method,
            failure.Code,
            failure.Reason,
        });

    private static string RowsOf(IReadOnlyCollection<Throttled> throttled, HashSet<ClientId> known) => JsonSerializer.Serialize(
        from counted in throttled
        group counted by (Client: KnownAmong(known, counted.ClientId), Day: DateOnly.FromDateTime(counted.LastAt.UtcDateTime)) into together
        select new
        {
            ClientId = together.Key.Client?.Value,
            together.Key.Day,
            Count = together.Sum(counted => counted.Count),
            LastAt = together.Max(counted => counted.LastAt).ToUnixTimeMilliseconds(),
        });

    private Task<int> MakeRoomAsync(IReadOnlyCollection<ClientId?> clients, CancellationToken cancellation) => ExecuteAsync(
        TokenFailureMapping.Clear,
        cancellation,
        ("@clients", JsonSerializer.Serialize(clients.OfType<ClientId>().Distinct().Select(client => client.Value))),
        ("@strangers", clients.Contains(null)),
        ("@ofStrangers", bounds.OfUnknownClients),
        ("@perClient", bounds.PerClient),
        ("@most", Cleared));

    private Task<int> ExecuteAsync(string statement, CancellationToken cancellation, params (string Name, object Value)[] parameters) =>
        db.Database.ExecuteSqlRawAsync(statement, parameters.Select(parameter => new SqliteParameter(parameter.Name, parameter.Value)), cancellation);
}
