using System.Globalization;

namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// The time window of an assertion (RFC 7523 section 3, items 4 to 6): short, so that its <c>jti</c> need not be kept for long, with an
/// allowance for clock skew. Reasons state the offset, because a wrong clock is the most common fault of all.
/// </summary>
internal static class AssertionTimes
{
    public static string? Check(ClientAssertion assertion, AssertionExpectation expected) =>
        CheckExpiry(assertion.ExpiresAt, expected)
        ?? CheckIssue(assertion.IssuedAt, expected)
        ?? CheckStart("nbf", assertion.NotBefore, expected);

    private static string? CheckExpiry(DateTimeOffset? expiresAt, AssertionExpectation expected) => expiresAt switch
    {
        null => "exp is missing",
        { } end when end < expected.Now - AssertionExpectation.Tolerance => $"exp was {Seconds(expected.Now - end)} s ago",
        { } end when end > expected.Now + Longest(expected) =>
            $"exp is {Seconds(end - expected.Now)} s ahead; at most {Seconds(Longest(expected))} s are accepted",
        _ => null,
    };

    private static string? CheckIssue(DateTimeOffset? issuedAt, AssertionExpectation expected) =>
        issuedAt < expected.Now - Longest(expected)
            ? $"iat was {Seconds(expected.Now - issuedAt.Value)} s ago; at most {Seconds(Longest(expected))} s are accepted"
            : CheckStart("iat", issuedAt, expected);

    private static string? CheckStart(string name, DateTimeOffset? start, AssertionExpectation expected) =>
        start > expected.Now + AssertionExpectation.Tolerance
            ? $"{name} is {Seconds(start.Value - expected.Now)} s ahead of this server's clock"
            : null;

    private static TimeSpan Longest(AssertionExpectation expected) => expected.Options.MaxLifetime + AssertionExpectation.Tolerance;

    private static string Seconds(TimeSpan span) => Math.Ceiling(span.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture);
}
