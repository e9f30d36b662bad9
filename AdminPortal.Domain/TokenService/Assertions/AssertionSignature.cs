using System.Globalization;

namespace AdminPortal.Domain.TokenService.Assertions;

/// <summary>
/// Finds the key that an assertion is signed with (RFC 7515 section 5.2 and appendix D). Only keys that the client registered are tried,
/// and only those that its algorithm belongs to.
/// </summary>
internal static class AssertionSignature
{
    // Each try costs us more than it costs the stranger who asks for it.
    private const int MaxTried = 10;

    public static TokenStep<AssertionKey> Verify(ClientAssertion assertion, IReadOnlyList<AssertionKey> candidates, DateTimeOffset now)
    {
        var named = assertion.KeyId is { } keyId ? [.. candidates.Where(key => key.Name == keyId)] : candidates;
        var suitable = named.Where(key => key.Suits(assertion.Algorithm) && key.IsValidAt(now)).ToList();
        if (suitable.Count == 0)
        {
            // For nobody's key the same work is done, so that the time does not tell who has none.
            _ = assertion.IsSignedBy(NobodysKeys.For(assertion.Algorithm));
            return AssertionRefusal.Of(WhyNone(assertion, candidates, named, now));
        }

        var signer = suitable.Take(MaxTried).FirstOrDefault(key => assertion.IsSignedBy(key.Key));
        return signer is null ? AssertionRefusal.Of(WhyNot(suitable)) : signer;
    }

    private static string WhyNone(
        ClientAssertion assertion, IReadOnlyList<AssertionKey> candidates, IReadOnlyList<AssertionKey> named, DateTimeOffset now) =>
        (candidates.Count, named.Count) switch
        {
            (0, _) => "no key is registered",
            (_, 0) => $"kid {AssertionRefusal.Quote(assertion.KeyId)} is not known; the client has {Names(candidates)}",
            _ when named.FirstOrDefault(key => key.Suits(assertion.Algorithm) && !key.IsValidAt(now)) is { Validity: { } validity } expired => string.Create(
                CultureInfo.InvariantCulture,
                $"the certificate of {AssertionRefusal.Quote(expired.Name)} is valid from {validity.From:yyyy-MM-dd'T'HH:mm:ss'Z'} to {validity.Until:yyyy-MM-dd'T'HH:mm:ss'Z'} only"),
            _ => $"alg {assertion.Algorithm} does not suit {AssertionRefusal.List(named.Select(Describe))}",
        };

    private static string WhyNot(List<AssertionKey> suitable) => suitable.Count > MaxTried
        ? string.Create(CultureInfo.InvariantCulture, $"the signature is by none of the first {MaxTried} of {suitable.Count} keys; a kid would name one")
        : $"the signature is not by {Names(suitable)}";

    private static string Names(IEnumerable<AssertionKey> keys) => AssertionRefusal.List(keys.Select(key => AssertionRefusal.Quote(key.Name)));

    private static string Describe(AssertionKey key) =>
        $"{AssertionRefusal.Quote(key.Name)} ({key.Key.Kind}{(key.Algorithm is { } declared ? $", for {AssertionRefusal.Quote(declared)} alone" : "")})";
}
