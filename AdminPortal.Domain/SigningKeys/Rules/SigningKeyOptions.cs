namespace AdminPortal.Domain.SigningKeys.Rules;

/// <summary>The settings of the signing keys.</summary>
public sealed record SigningKeyOptions
{
    /// <summary>For a process that issues no tokens: it leaves the choice of the algorithm to the one that does.</summary>
    public static SigningKeyOptions Default { get; } = new();

    /// <summary>The algorithm that tokens are signed with; if null, the current one stays.</summary>
    public string? Algorithm { get; init; }

    /// <summary>The interval for advancing the life cycle, and for noticing changes by other processes.</summary>
    public TimeSpan CheckedEvery { get; init; } = TimeSpan.FromMinutes(1);
}
