using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AdminPortal.Domain.ApiClients.PublicKeys.Pem;

/// <summary>Reads the key of a certificate (RFC 5280) and what the certificate says of it; its signature is nobody's promise here.</summary>
internal static class PemCertificate
{
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
                : facts.NotAfter < now ? PublicKeyErrors.CertificateExpired(facts.NotAfter)
                : new PemKey(key.Value, facts);
        }
        catch (Exception damaged) when (damaged is CryptographicException or AsnContentException)
        {
            return PublicKeyErrors.CertificateDamaged;
        }
    }

    /// <summary>
    /// One certificate was issued by another of the file. The keys of issuers are not the client's: taken too, they would let the
    /// authority sign as the client. Old and new self-signed certificates of one name are no chain.
    /// </summary>
    public static bool AreChain(List<PemKey> keys)
    {
        var certificates = keys.Select(key => key.Certificate).OfType<CertificateFacts>().ToList();
        return certificates.Exists(issued =>
            issued.Issuer != issued.Subject && certificates.Exists(issuer => issuer.Subject == issued.Issuer));
    }

    private static CertificateFacts Facts(X509Certificate2 certificate) => new(
        Shown(certificate.Subject),
        Shown(certificate.Issuer),
        Shown(certificate.SerialNumber),
        new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
        new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));

    // Whoever made the certificate chose its names.
    private static string Shown(string text) => PrintableText.Of(text, CertificateFacts.MaxTextLength);
}
