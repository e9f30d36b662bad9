using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Pem;

/// <summary>
/// Reads the key of a certificate (RFC 5280) and what the certificate states about it; its signature is not relied on here.
/// </summary>
internal static class PemCertificate
{
    private const string CommonNameOid = "2.5.4.3";

    public static Result<PemKey> Read(byte[] der, DateTimeOffset now)
    {
        try
        {
            AsnDecoder.ReadSequence(der, AsnEncodingRules.DER, out _, out _, out var length);
            if (length != der.Length)
            {
                return PublicKeyErrors.CertificateDamaged;
            }

            using var certificate = X509CertificateLoader.LoadCertificate(der);
            var key = VerificationKey.FromSubjectPublicKeyInfo(certificate.PublicKey.ExportSubjectPublicKeyInfo());
            var facts = Facts(certificate);
            return !key.IsSuccess ? key.Errors[0]
                : facts.HasExpiredAt(now) ? PublicKeyErrors.CertificateExpired(facts.NotAfter)
                : new PemKey(key.Value, facts) { CommonName = CommonName(certificate.SubjectName) };
        }
        catch (Exception damaged) when (damaged is CryptographicException or AsnContentException)
        {
            return PublicKeyErrors.CertificateDamaged;
        }
    }

    // The most specific one; a name of several parts at once, or one that is not a string, is skipped.
    private static string? CommonName(X500DistinguishedName subject) => subject.EnumerateRelativeDistinguishedNames()
        .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == CommonNameOid)
        .Select(part => part.GetSingleElementValue())
        .FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) is { } found ? Shown(found).Trim() : null;

    private static CertificateFacts Facts(X509Certificate2 certificate) => new(
        Shown(certificate.Subject),
        Shown(certificate.Issuer),
        Shown(certificate.SerialNumber),
        new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
        new DateTimeOffset(certificate.NotAfter.ToUniversalTime()))
    {
        Sha1Thumbprint = certificate.Thumbprint.ToLowerInvariant(),
        Sha256Thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(),
    };

    // The names are chosen by whoever made the certificate.
    private static string Shown(string text) => PrintableText.Of(text, CertificateFacts.MaxTextLength);
}
