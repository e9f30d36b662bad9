using AdminPortal.Domain.SigningKeys.Rules;

namespace AdminPortal.Domain.SigningKeys.Listing;

/// <summary>A signing key as the page shows it, without its private half.</summary>
public sealed record SigningKeyView(string KeyId, string Algorithm, SigningKeyState State)
{
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Since when it signs, or from when it may; null if only another setting would let it sign.</summary>
    public DateTimeOffset? SignsFrom { get; init; }

    /// <summary>When it stops signing, or did.</summary>
    public DateTimeOffset? RetiresAt { get; init; }

    /// <summary>When it leaves the key set, or did.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    public TokensOfKey Tokens { get; init; } = TokensOfKey.None;

    /// <summary>
    /// It still signs although its period is over, as after a long downtime of the program: its successor had to be announced first.
    /// </summary>
    public bool IsOverdueAt(DateTimeOffset now) => State == SigningKeyState.Signing && SignsFrom + SigningKeyLifecycle.SigningPeriod <= now;
}

/// <summary>The keys in three bands: upcoming, active, and those that only verify or were revoked.</summary>
public sealed record SigningKeyOverview(string Algorithm, SigningKeyView Active, IReadOnlyList<SigningKeyView> Next, IReadOnlyList<SigningKeyView> Previous)
{
    /// <summary>The key that takes over from the active one, if it is already published.</summary>
    public SigningKeyView? Successor => Next.FirstOrDefault(key => key.Algorithm == Algorithm);
}
