namespace AdminPortal.Domain.SigningKeys.Rules;

/// <summary>The algorithms that tokens may be signed with (RFC 7518 section 3.1), each with its own keys.</summary>
public static class SigningAlgorithms
{
    public const string RS256 = nameof(RS256);
    public const string PS256 = nameof(PS256);
    public const string ES256 = nameof(ES256);

    /// <summary>The default algorithm.</summary>
    public const string Default = RS256;

    /// <summary>
    /// All have a published key at all times, so that the setting can be changed without a verifier meeting a key it has not seen.
    /// </summary>
    public static IReadOnlyList<string> All { get; } = [RS256, PS256, ES256];
}
