namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// An assertion that passed every check but one, replay: whether it was used before is for the store to say, as the last step. Without a
/// <c>jti</c> that cannot be determined.
/// </summary>
public sealed record VerifiedAssertion(string ClientId, string? JwtId, DateTimeOffset ExpiresAt, AssertionKey Key, string? KeyId)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    /// <summary>How long a used <c>jti</c> is kept: past the last moment at which any node would still accept the assertion.</summary>
    public DateTimeOffset RememberUntil => ExpiresAt + AssertionExpectation.Tolerance + Margin;
}
