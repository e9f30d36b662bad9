namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys;

/// <summary>A public key from a .pem file (RFC 7468), with the facts of its certificate if it came in one.</summary>
public sealed record PemKey(VerificationKey Key, CertificateFacts? Certificate)
{
    /// <summary>The common name of its certificate's subject, unfiltered: the likely name for the key.</summary>
    public string? CommonName { get; init; }
}

/// <summary>
/// What a certificate (RFC 5280 section 4.1) states about its key: printable names, the serial number in hexadecimal, and the first and the
/// last instant of its validity. The names are not verified: a client's certificate is a public key with an expiry.
/// </summary>
public sealed record CertificateFacts(string Subject, string Issuer, string SerialNumber, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>
    /// SHA-1 of the certificate's DER, in lower-case hexadecimal, as programs name it; null for a certificate stored before it was kept.
    /// </summary>
    public string? Sha1Thumbprint { get; init; }

    public string? Sha256Thumbprint { get; init; }

    /// <summary>Of each text; longer ones are truncated.</summary>
    public const int MaxTextLength = 500;

    /// <summary>The first and the last instant of a validity belong to it (RFC 5280 section 4.1.2.5).</summary>
    internal static bool IsWithin(DateTimeOffset notBefore, DateTimeOffset notAfter, DateTimeOffset now) => notBefore <= now && now <= notAfter;

    public bool IsValidAt(DateTimeOffset now) => IsWithin(NotBefore, NotAfter, now);

    public bool HasExpiredAt(DateTimeOffset now) => NotAfter < now;
}
