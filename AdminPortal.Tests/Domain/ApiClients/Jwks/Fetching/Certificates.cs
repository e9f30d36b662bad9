using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

/// <summary>A little certificate authority: a root, one between, and what they issue to servers.</summary>
internal sealed class Certificates
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";

    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow.AddYears(-2);
    private static readonly DateTimeOffset End = DateTimeOffset.UtcNow.AddYears(2);

    private readonly X509Certificate2 _root = Authority("Root of the tests", null);
    private readonly X509Certificate2 _between;

    public Certificates() => _between = Authority(BetweenName, _root);

    /// <summary>Of its own in each run: a platform that once fetched such a certificate keeps it for ever.</summary>
    public string BetweenName { get; } = $"Between {Guid.NewGuid()}";

    public X509Certificate2Collection Trusted => [X509CertificateLoader.LoadCertificate(_root.RawData)];

    public byte[] Between => _between.RawData;

    public static X509Certificate2 SelfSigned()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return RequestFor("localhost", ServerUse, key).CreateSelfSigned(Start, End);
    }

    public X509Certificate2 ForServer(string host = "localhost", DateTimeOffset? until = null, string use = ServerUse)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Issue(RequestFor(host, use, key), key, _root, until ?? End.AddDays(-2));
    }

    /// <summary>By an issuer that the server does not send along; the certificate says where to fetch it.</summary>
    public X509Certificate2 ForServerByOneBetween(Uri issuerAddress)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestFor("localhost", ServerUse, key);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [issuerAddress.AbsoluteUri]));
        return Issue(request, key, _between, End.AddDays(-2));
    }

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return issuer is null ? request.CreateSelfSigned(Start, End) : Issue(request, key, issuer, End.AddDays(-1));
    }

    private static CertificateRequest RequestFor(string host, string use, ECDsa key)
    {
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(use)], false));
        return request;
    }

    private static X509Certificate2 Issue(CertificateRequest request, ECDsa key, X509Certificate2 issuer, DateTimeOffset until)
    {
        using var certificate = request.Create(issuer, Start.AddDays(1), until, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }
}
