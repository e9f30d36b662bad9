using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

/// <summary>The files that people choose when a page asks them for a public key.</summary>
internal static class PemFiles
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static string Info => KeyPairs.Rsa.ExportSubjectPublicKeyInfoPem();

    public static string Pkcs1 => KeyPairs.Rsa.ExportRSAPublicKeyPem();

    public static string Curve => KeyPairs.P256.ExportSubjectPublicKeyInfoPem();

    public static string Edwards => Block("PUBLIC KEY", KeyPairs.For("EdDSA").Key.SubjectPublicKeyInfo.Span);

    /// <summary>Of a key that nothing is signed with.</summary>
    public static string Pkcs1Of(int bits)
    {
        using var key = RSA.Create(bits);
        return key.ExportRSAPublicKeyPem();
    }

    public static byte[] Bytes(params string[] texts) => Encoding.UTF8.GetBytes(string.Join('\n', texts));

    public static string Block(string label, ReadOnlySpan<byte> der) => PemEncoding.WriteString(label, der);

    public static X509Certificate2 Certificate(DateTimeOffset from, DateTimeOffset to, string subject = "CN=billing, O=Example") =>
        new CertificateRequest(subject, KeyPairs.P384, HashAlgorithmName.SHA384).CreateSelfSigned(from, to);

    public static X509Certificate2 Current => Certificate(Now.AddDays(-1), Now.AddDays(30));

    public static string Request => new CertificateRequest("CN=billing", KeyPairs.P256, HashAlgorithmName.SHA256).CreateSigningRequestPem();

    public static byte[] Pkcs12 => Current.Export(X509ContentType.Pkcs12, "password");

    /// <summary>As <c>openssl req -x509</c> makes it: its own authority.</summary>
    public static string Authority(string subject, AsymmetricAlgorithm key, DateTimeOffset? until = null)
    {
        var request = RequestFor(subject, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(Now.AddDays(-2), until ?? Now.AddDays(60));
        return certificate.ExportCertificatePem();
    }

    public static string SelfSigned(string subject, AsymmetricAlgorithm key)
    {
        using var certificate = RequestFor(subject, key).CreateSelfSigned(Now.AddDays(-2), Now.AddDays(60));
        return certificate.ExportCertificatePem();
    }

    /// <summary>For the test's P-384 key, signed by another; the issuer's name is written as somebody spells it.</summary>
    public static string IssuedBy(ECDsa issuer, string issuerName)
    {
        using var certificate = new CertificateRequest("CN=client", KeyPairs.P384, HashAlgorithmName.SHA256).Create(
            new X500DistinguishedName(issuerName), X509SignatureGenerator.CreateForECDsa(issuer), Now.AddDays(-1), Now.AddDays(30), [1, 2, 3]);
        return certificate.ExportCertificatePem();
    }

    /// <summary>A client's certificate, then its issuer's, as a web server wants them.</summary>
    public static string Chain()
    {
        var request = new CertificateRequest("CN=Authority", KeyPairs.P256, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var issuer = request.CreateSelfSigned(Now.AddDays(-2), Now.AddDays(60));
        using var issued = new CertificateRequest("CN=client", KeyPairs.P384, HashAlgorithmName.SHA256)
            .Create(issuer, Now.AddDays(-1), Now.AddDays(30), [1, 2, 3]);
        return issued.ExportCertificatePem() + "\n" + issuer.ExportCertificatePem();
    }

    public static string RevocationList()
    {
        var request = new CertificateRequest("CN=Authority", KeyPairs.P256, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var issuer = request.CreateSelfSigned(Now.AddDays(-2), Now.AddDays(60));
        var list = new CertificateRevocationListBuilder().Build(issuer, 1, Now.AddDays(7), HashAlgorithmName.SHA256);
        return Block("X509 CRL", list);
    }

    private static CertificateRequest RequestFor(string subject, AsymmetricAlgorithm key) => key is RSA rsa
        ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
}
