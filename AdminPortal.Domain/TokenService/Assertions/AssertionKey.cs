using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiClients.PublicKeys;

namespace AdminPortal.Domain.TokenService.Assertions;

/// <summary>
/// A key that a client's assertions may be signed with. A key that was uploaded has a credential ID, one from a JWKS URL has none; a
/// declared algorithm (RFC 7517 section 4.4) is the only one it may then be used with.
/// </summary>
public sealed record AssertionKey(string? KeyId, string? Algorithm, VerificationKey Key, Guid? CredentialId)
{
    /// <summary>The time of its certificate, the last instant included; a bare key has none.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? Validity { get; init; }

    /// <summary>The <c>kid</c> that an assertion names it by: the thumbprint of RFC 7638 when nobody gave it another.</summary>
    public string Name => KeyId ?? Key.Thumbprint;

    public static AssertionKey Of(PublishedKey published) => new(published.KeyId, published.Algorithm, published.Key, null);

    /// <summary>An assertion that names no key may be by any.</summary>
    internal bool IsNamedBy(ClientAssertion assertion) => assertion.KeyId is not { } keyId || keyId == Name;

    internal bool IsValidAt(DateTimeOffset now) => Validity is not { } validity || (now >= validity.From && now <= validity.Until);

    internal bool Suits(string algorithm) =>
        (Algorithm is null || AssertionAlgorithms.AreSame(Algorithm, algorithm))
        && Key.Algorithms.Contains(algorithm, StringComparer.Ordinal);
}
