using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;

namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// A key that a client's assertions may be signed with. A key that was uploaded has a credential ID, one from a JWKS URL has none; a
/// declared algorithm (RFC 7517 section 4.4) is the only one it may then be used with.
/// </summary>
public sealed record AssertionKey(string? KeyId, string? Algorithm, VerificationKey Key, Guid? CredentialId)
{
    /// <summary>The time of its certificate, the last instant included; a bare key has none.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? Validity { get; init; }

    /// <summary>Of its certificate, in lower-case hexadecimal.</summary>
    public IReadOnlyList<string> CertificateThumbprints { get; init; } = [];

    /// <summary>What it is called to administrators: the thumbprint of RFC 7638 when nobody gave it a <c>kid</c>.</summary>
    public string Name => KeyId ?? Key.Thumbprint;

    public static AssertionKey Of(PublishedKey published) => new(published.KeyId, published.Algorithm, published.Key, null);

    /// <summary>
    /// The keys among these that an assertion may be signed with by the names it gives its key. A <c>kid</c> that a client publishes binds. For a
    /// key that nobody gave one, an uploaded one above all, names are hints (RFC 7515 section 4.1.4): they choose where they are known, and else
    /// every such key may be it. So a client with both kinds, whose <c>kid</c> is that of a published key, has its uploaded ones asked first and
    /// in vain; that costs a check each, and never a wait for an address that does not answer.
    /// </summary>
    internal static IReadOnlyList<AssertionKey> Chosen(IReadOnlyList<AssertionKey> keys, ClientAssertion assertion)
    {
        var named = Named(keys, assertion);
        return named.Count > 0 ? named : assertion.KeyId is null ? keys : [.. keys.Where(key => key.KeyId is null)];
    }

    /// <summary>Those that it names.</summary>
    internal static IReadOnlyList<AssertionKey> Named(IReadOnlyList<AssertionKey> keys, ClientAssertion assertion)
    {
        string[] names = [.. assertion.KeyNames];
        return names.Length == 0 ? [] : [.. keys.Where(key => names.Any(key.IsCalled))];
    }

    internal bool IsValidAt(DateTimeOffset now) => Validity is not { } validity || CertificateFacts.IsWithin(validity.From, validity.Until, now);

    /// <summary>A signature of another length is by another key, which is known without checking it.</summary>
    internal bool Suits(ClientAssertion assertion) => Suits(assertion.Algorithm) && Key.SignatureLength == assertion.SignatureLength;

    internal bool Suits(string algorithm) => Key.Allows(algorithm, Algorithm);

    private bool IsCalled(string name) => KeyId is null
        ? name == Key.Thumbprint || (SpelledDigest.Of(name) is { } digest && (digest == Key.Fingerprint || CertificateThumbprints.Contains(digest)))
        : name == KeyId;
}
