using AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Pem;

/// <summary>
/// Whether a file contains an authority's key besides the client's: if accepted too, it would let the authority sign as the client. Names
/// prove nothing, because one name has many spellings; what counts is which key signed which certificate, and which certificate declares
/// itself an authority (RFC 5280 section 4.2.1.9). Old and new self-signed certificates of one client are not a chain, even where openssl
/// made each its own authority.
/// </summary>
internal static class CertificateChain
{
    private const int NoAuthority = -1;

    // Larger numbers only cost time: certificates are not signed with them.
    private const int MaxModulusBits = 16_384;
    private const int MaxExponentBits = 64;

    private static readonly (string Prefix, Type Key)[] Families =
    [
        ("1.2.840.113549.1.1.", typeof(RsaKeyParameters)),
        ("1.2.840.10045.4.", typeof(ECPublicKeyParameters)),
        ("1.3.101.112", typeof(Ed25519PublicKeyParameters)),
    ];

    public static bool IsIn(IReadOnlyList<PemBlock> blocks)
    {
        if (blocks.Count < 2)
        {
            return false;
        }

        var entries = blocks.Select(Read).OfType<Entry>().ToList();
        var (authorities, others) = (entries.Where(entry => entry.IsAuthority).ToList(), entries.Where(entry => !entry.IsAuthority).ToList());
        return entries.Exists(issued => issued.Certificate is { } certificate && entries.Exists(issuer => HasSigned(issuer.Key, certificate)))
            || authorities.Exists(authority => others.Exists(other => !other.Key.Equals(authority.Key)));
    }

    private static Entry? Read(PemBlock block)
    {
        try
        {
            return block switch
            {
                { Content: null } => null,
                { Label: PemLabels.Certificate or PemLabels.OldCertificate } => Entry.Of(new X509CertificateParser().ReadCertificate(block.Content)),
                { Label: PemLabels.PublicKey or PemLabels.RsaPublicKey } => new Entry(PublicKeyFactory.CreateKey(block.Content), null),
                _ => null,
            };
        }
        catch (Exception unreadable) when (BouncyCastleRefusal.Is(unreadable))
        {
            // Its fault is reported where its key is read.
            return null;
        }
    }

    private static bool HasSigned(AsymmetricKeyParameter key, X509Certificate certificate)
    {
        // A renewed certificate for the same key is signed by that key: no second party is involved.
        if (key.Equals(certificate.GetPublicKey()) || !CanHaveSigned(key, certificate))
        {
            return false;
        }

        try
        {
            certificate.Verify(key);
            return true;
        }
        catch (Exception refusal) when (BouncyCastleRefusal.Is(refusal))
        {
            return false;
        }
    }

    private static bool CanHaveSigned(AsymmetricKeyParameter key, X509Certificate certificate) =>
        Array.Exists(Families, family => certificate.SigAlgOid.StartsWith(family.Prefix, StringComparison.Ordinal) && family.Key.IsInstanceOfType(key))
        && key is not RsaKeyParameters { Modulus.BitLength: > MaxModulusBits } and not RsaKeyParameters { Exponent.BitLength: > MaxExponentBits };

    private sealed record Entry(AsymmetricKeyParameter Key, X509Certificate? Certificate)
    {
        public bool IsAuthority => Certificate is not null && Certificate.GetBasicConstraints() != NoAuthority;

        public static Entry? Of(X509Certificate? certificate) => certificate is null ? null : new Entry(certificate.GetPublicKey(), certificate);
    }
}
