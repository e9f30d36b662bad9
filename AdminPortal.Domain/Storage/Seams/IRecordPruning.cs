namespace AdminPortal.Domain.Storage.Seams;

/// <summary>Deletes records by age, a small step at a time and within a change that the caller has begun. Which ones are due is the caller's.</summary>
public interface IRecordPruning
{
    /// <summary>At most so many of the tokens that were issued before then, the oldest first; answers how many.</summary>
    internal Task<int> DeleteTokensAsync(PortalDbContext db, DateTimeOffset issuedBefore, int most, CancellationToken cancellation);

    /// <summary>At most so many of the contents whose use ended before then; answers how many.</summary>
    internal Task<int> DeleteContentsAsync(PortalDbContext db, DateTimeOffset usedUntil, int most, CancellationToken cancellation);

    /// <summary>At most so many of the generations that ended before then; answers how many.</summary>
    internal Task<int> DeleteEndedGenerationsAsync(PortalDbContext db, DateTimeOffset endedBefore, int most, CancellationToken cancellation);

    /// <summary>The place that lies so many used assertions behind this one; null where there are fewer.</summary>
    internal Task<AssertionPlace?> PlaceBehindAsync(PortalDbContext db, AssertionPlace place, int step, CancellationToken cancellation);

    /// <summary>Of so many used assertions behind this place, deletes those that nobody would take again.</summary>
    internal Task ForgetAssertionsAsync(PortalDbContext db, AssertionPlace place, int step, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>A place on the walk along all used assertions.</summary>
internal sealed record AssertionPlace(string ClientId, byte[] JwtIdDigest)
{
    /// <summary>Before the first.</summary>
    public static AssertionPlace Start { get; } = new("", []);
}
