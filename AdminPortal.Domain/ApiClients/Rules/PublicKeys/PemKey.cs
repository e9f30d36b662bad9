namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys;

/// <summary>A public key as a .pem file held it (RFC 7468), with what its certificate says when it came in one.</summary>
public sealed record PemKey(VerificationKey Key, CertificateFacts? Certificate)
{
    /// <summary>Of its certificate's subject, whatever characters it holds: what people are likely to call the key.</summary>
    public string? CommonName { get; init; }
}

/// <summary>
/// What a certificate (RFC 5280 section 4.1) says of its key: names fit to be shown, the serial number in hexadecimal, and the first and
/// the last instant of its validity. Nobody vouches for the names: a client's certificate is a public key with an end.
/// </summary>
public sealed record CertificateFacts(string Subject, string Issuer, string SerialNumber, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>Of the certificate's DER, in lower-case hexadecimal, as programs name it; none of a certificate that was stored before they were kept.</summary>
    public string? Sha1Thumbprint { get; init; }

    public string? Sha256Thumbprint { get; init; }

    /// <summary>Of each text; a longer one is cut.</summary>
    public const int MaxTextLength = 500;

    /// <summary>The first and the last instant of a validity belong to it (RFC 5280 section 4.1.2.5).</summary>
    internal static bool IsWithin(DateTimeOffset notBefore, DateTimeOffset notAfter, DateTimeOffset now) => notBefore <= now && now <= notAfter;

    public bool IsValidAt(DateTimeOffset now) => IsWithin(NotBefore, NotAfter, now);

    public bool HasExpiredAt(DateTimeOffset now) => NotAfter < now;
}
