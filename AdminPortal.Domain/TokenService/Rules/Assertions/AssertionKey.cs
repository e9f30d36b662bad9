using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;

namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// A key that a client's assertions may be signed with. An uploaded key has a credential ID, one from a JWKS URL has none; if the key
/// declares an algorithm (RFC 7517 section 4.4), it may be used with that one only.
/// </summary>
public sealed record AssertionKey(string? KeyId, string? Algorithm, VerificationKey Key, Guid? CredentialId)
{
    /// <summary>The validity period of its certificate, both ends included; a bare key has none.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? Validity { get; init; }

    /// <summary>SHA-1 and SHA-256 of its certificate, in lower-case hexadecimal.</summary>
    public IReadOnlyList<string> CertificateThumbprints { get; init; } = [];

    /// <summary>What administrators see as its name: the RFC 7638 thumbprint if it has no <c>kid</c>.</summary>
    public string Name => KeyId ?? Key.Thumbprint;

    public static AssertionKey Of(PublishedKey published) => new(published.KeyId, published.Algorithm, published.Key, null);

    /// <summary>
    /// The candidate keys for an assertion, by the key names in its header. A <c>kid</c> that a client publishes is binding. For a key
    /// without one of its own, an uploaded one above all, names are hints (RFC 7515 section 4.1.4): a known name selects, an unknown one
    /// leaves every such key a candidate. So if a client has both kinds and the <c>kid</c> is that of a published key, its uploaded keys
    /// are tried first in vain; that costs one check each, but never a wait for an address that does not answer.
    /// </summary>
    internal static IReadOnlyList<AssertionKey> Chosen(IReadOnlyList<AssertionKey> keys, ClientAssertion assertion)
    {
        var named = Named(keys, assertion);
        return named.Count > 0 ? named : assertion.KeyId is null ? keys : [.. keys.Where(key => key.KeyId is null)];
    }

    /// <summary>The keys that the assertion names.</summary>
    internal static IReadOnlyList<AssertionKey> Named(IReadOnlyList<AssertionKey> keys, ClientAssertion assertion)
    {
        string[] names = [.. assertion.KeyNames];
        return names.Length == 0 ? [] : [.. keys.Where(key => names.Any(key.IsCalled))];
    }

    internal bool IsValidAt(DateTimeOffset now) => Validity is not { } validity || CertificateFacts.IsWithin(validity.From, validity.Until, now);

    /// <summary>A signature of another length is by another key, so it need not be checked.</summary>
    internal bool Suits(ClientAssertion assertion) => Suits(assertion.Algorithm) && Key.SignatureLength == assertion.SignatureLength;

    internal bool Suits(string algorithm) => Key.Allows(algorithm, Algorithm);

    private bool IsCalled(string name) => KeyId is null
        ? name == Key.Thumbprint || (SpelledDigest.Of(name) is { } digest && (digest == Key.Fingerprint || CertificateThumbprints.Contains(digest)))
        : name == KeyId;
}
