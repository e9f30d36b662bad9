using System.Globalization;

namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// Finds the key that an assertion is signed with (RFC 7515 section 5.2 and appendix D). Only keys that the client registered are tried,
/// and only those that fit its algorithm and the length of its signature.
/// </summary>
internal static class AssertionSignature
{
    // Limits amplification: each attempt costs this server more than it costs the stranger who asks for it.
    private const int MaxTried = 10;

    /// <summary>
    /// A refusal lists <paramref name="registered"/>: more than the candidates if others were tried before; null means only the candidates.
    /// </summary>
    public static TokenStep<VerifiedAssertion> Verify(
        CheckedAssertion claimed, IReadOnlyList<AssertionKey> candidates, RegisteredKeys? registered = null)
    {
        var (assertion, now) = (claimed.Assertion, claimed.Expected.Now);
        var suitable = AssertionKey.Chosen(candidates, assertion).Where(key => key.Suits(assertion) && key.IsValidAt(now)).ToList();
        if (suitable.Take(MaxTried).FirstOrDefault(key => assertion.IsSignedBy(key.Key)) is { } signer)
        {
            return new VerifiedAssertion(claimed.Expected.ClientId, assertion.JwtId, assertion.ExpiresAt!.Value, signer, assertion.KeyId);
        }

        return AssertionRefusal.Of(suitable.Count > MaxTried ? WhyNot(suitable.Count) : (registered ?? RegisteredKeys.Of(candidates)).WhyNone(assertion, now));
    }

    private static string WhyNot(int suitable) => string.Create(
        CultureInfo.InvariantCulture, $"the signature is by none of the first {MaxTried} of {suitable} keys; a kid would name one");
}
