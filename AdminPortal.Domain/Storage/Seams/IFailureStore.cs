using AdminPortal.Domain.TokenFailures.Rules;

namespace AdminPortal.Domain.Storage.Seams;

/// <summary>Writes refused requests by one statement each, whatever a batch holds: every other writer waits meanwhile.</summary>
public interface IFailureStore
{
    /// <summary>What is on record already, by its reference, stays as it is.</summary>
    internal Task WriteAsync(PortalDbContext db, IReadOnlyList<FailureOfClient> failures, CancellationToken cancellation);

    /// <summary>Adds each to the count of its client and day.</summary>
    internal Task CountAsync(PortalDbContext db, IEnumerable<ThrottledOfClient> throttled, CancellationToken cancellation);

    /// <summary>
    /// Deletes at most so many of what these clients, null among them for strangers, have too much of: each kind, proved and unproved, for
    /// itself. Sources take turns, the newest of each first, so that a source that fails often pushes out its own records before anybody else's.
    /// </summary>
    internal Task MakeRoomAsync(
        PortalDbContext db, IReadOnlyCollection<ClientId?> clients, FailureBounds bounds, int most, CancellationToken cancellation);
}

/// <summary>A failure and the client of ours that it is about; null for a stranger's.</summary>
internal sealed record FailureOfClient(TokenFailure Failure, ClientId? Client);

/// <summary>Throttled failures of a client of ours, or of strangers, on one day.</summary>
internal sealed record ThrottledOfClient(ClientId? Client, DateOnly Day, int Count, DateTimeOffset LastAt);
