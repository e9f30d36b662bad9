namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// An assertion whose claims are right, by <see cref="ClientAssertionValidator.CheckClaims"/>, and where it came from. Whether it is signed by its
/// client's key is not known yet.
/// </summary>
public sealed record CheckedAssertion
{
    internal CheckedAssertion(ClientAssertion assertion, AssertionExpectation expected, string? source) =>
        (Assertion, Expected, Source) = (assertion, expected, source);

    public ClientAssertion Assertion { get; }

    public AssertionExpectation Expected { get; }

    public string? Source { get; }
}
