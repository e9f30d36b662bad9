namespace AdminPortal.Domain.SigningKeys.Rules;

/// <summary>What the signing keys take from the settings.</summary>
public sealed record SigningKeyOptions
{
    /// <summary>For a process that issues no tokens: it leaves the choice of the algorithm to the one that does.</summary>
    public static SigningKeyOptions Default { get; } = new();

    /// <summary>The algorithm that tokens are signed by; left out, whichever signs now goes on.</summary>
    public string? Algorithm { get; init; }

    /// <summary>How often the life of the keys is moved on, and what other processes did to them is seen.</summary>
    public TimeSpan CheckedEvery { get; init; } = TimeSpan.FromMinutes(1);
}
