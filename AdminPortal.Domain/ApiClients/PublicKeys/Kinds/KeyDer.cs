using System.Formats.Asn1;
using System.Security.Cryptography;

namespace AdminPortal.Domain.ApiClients.PublicKeys.Kinds;

/// <summary>
/// The DER of public keys: SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) for RSA (RFC 3279), named curves (RFC 5480) and Ed25519
/// (RFC 8410), and RSAPublicKey (RFC 8017 appendix A.1.1). Curves given by their parameters are not taken: only a name can be trusted.
/// </summary>
internal static class KeyDer
{
    /// <summary>More than the longest RSA key needs, and too little to spend time on.</summary>
    private const int MaxLength = 4096;

    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string RsaPss = "1.2.840.113549.1.1.10";
    private const string EllipticCurve = "1.2.840.10045.2.1";
    private const string Ed25519 = "1.3.101.112";
    private const string X25519 = "1.3.101.110";
    private const string X448 = "1.3.101.111";
    private const string P256 = "1.2.840.10045.3.1.7";
    private const string P384 = "1.3.132.0.34";

    private delegate Result<CheckedKey> RsaCheck(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent);

    public static Result<CheckedKey> ReadSubjectPublicKeyInfo(ReadOnlySpan<byte> der) => ReadSubjectPublicKeyInfo(der, RsaKey.Check);

    /// <summary>A key that was taken once, by the limits of whichever time that was.</summary>
    public static Result<CheckedKey> ReadStored(ReadOnlySpan<byte> der) => ReadSubjectPublicKeyInfo(der, RsaKey.CheckStored);

    public static Result<CheckedKey> ReadRsaPublicKey(ReadOnlySpan<byte> der) => ReadRsaPublicKey(der, RsaKey.Check);

    private static Result<CheckedKey> ReadSubjectPublicKeyInfo(ReadOnlySpan<byte> der, RsaCheck checkRsa) => Read(der, reader =>
    {
        var info = Last(reader.ReadSequence(), reader);
        var algorithm = info.ReadSequence();
        var bits = info.ReadBitString(out var unused);
        info.ThrowIfNotEmpty();
        return unused == 0 ? ReadKey(algorithm.ReadObjectIdentifier(), algorithm, bits, checkRsa) : PublicKeyErrors.Malformed;
    });

    private static Result<CheckedKey> ReadRsaPublicKey(ReadOnlySpan<byte> der, RsaCheck check) => Read(der, reader =>
    {
        var numbers = Last(reader.ReadSequence(), reader);
        var modulus = numbers.ReadIntegerBytes().Span;
        var exponent = Last(numbers.ReadIntegerBytes(), numbers).Span;
        return IsNegative(modulus) || IsNegative(exponent) ? PublicKeyErrors.Malformed : check(modulus, exponent);
    });

    public static byte[] WriteRsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        var key = new AsnWriter(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteIntegerUnsigned(modulus);
            key.WriteIntegerUnsigned(exponent);
        }

        return Write(Rsa, algorithm => algorithm.WriteNull(), key.Encode());
    }

    public static byte[] WriteCurve(NistCurve curve, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) => Write(
        EllipticCurve,
        algorithm => algorithm.WriteObjectIdentifier(curve.Kind == KeyKind.P256 ? P256 : P384),
        [4, .. x, .. y]);

    public static byte[] WriteEd25519(ReadOnlySpan<byte> x) => Write(Ed25519, _ => { }, x);

    private static Result<CheckedKey> Read(ReadOnlySpan<byte> der, Func<AsnReader, Result<CheckedKey>> read)
    {
        if (der.Length > MaxLength)
        {
            return PublicKeyErrors.Malformed;
        }

        try
        {
            return read(new AsnReader(der.ToArray(), AsnEncodingRules.DER));
        }
        catch (Exception damaged) when (damaged is AsnContentException or CryptographicException)
        {
            return PublicKeyErrors.Malformed;
        }
    }

    private static Result<CheckedKey> ReadKey(string oid, AsnReader parameters, byte[] bits, RsaCheck checkRsa) => oid switch
    {
        Rsa => ReadRsa(parameters, bits, checkRsa),
        RsaPss => PublicKeyErrors.RestrictedRsa,
        EllipticCurve => ReadCurve(parameters, bits),
        Ed25519 => parameters.HasData ? PublicKeyErrors.Malformed : Ed25519Key.Check(bits),
        X25519 or X448 => PublicKeyErrors.SigningKindNotTaken,
        _ => PublicKeyErrors.KindNotTaken,
    };

    // RFC 3279 asks for NULL; some programs leave it out.
    private static Result<CheckedKey> ReadRsa(AsnReader parameters, byte[] bits, RsaCheck check)
    {
        if (parameters.HasData)
        {
            parameters.ReadNull();
            parameters.ThrowIfNotEmpty();
        }

        return ReadRsaPublicKey(bits, check);
    }

    private static Result<CheckedKey> ReadCurve(AsnReader parameters, byte[] bits)
    {
        if (!parameters.HasData || parameters.PeekTag() != Asn1Tag.ObjectIdentifier)
        {
            return parameters.HasData && parameters.PeekTag() == Asn1Tag.Sequence ? PublicKeyErrors.CurveParameters : PublicKeyErrors.CurveNotTaken;
        }

        return Last(parameters.ReadObjectIdentifier(), parameters) switch
        {
            P256 => ReadPoint(NistCurve.P256, bits),
            P384 => ReadPoint(NistCurve.P384, bits),
            _ => PublicKeyErrors.CurveNotTaken,
        };
    }

    // SEC 1 section 2.3.3: 04 and both coordinates, or 02 or 03 and x alone; a single 00 is infinity.
    private static Result<CheckedKey> ReadPoint(NistCurve curve, ReadOnlySpan<byte> point)
    {
        var length = curve.FieldBytes;
        return point switch
        {
            [4, .. var both] when both.Length == 2 * length => CurveKey.Check(curve, both[..length], both[length..]),
            [2 or 3, .. var x] when x.Length == length =>
                curve.Decompress(x, point[0] == 3) is { } y ? CurveKey.Check(curve, x, y) : PublicKeyErrors.NotOnCurve,
            [0] => PublicKeyErrors.NotOnCurve,
            _ => PublicKeyErrors.Malformed,
        };
    }

    private static byte[] Write(string oid, Action<AsnWriter> writeParameters, ReadOnlySpan<byte> bits)
    {
        var info = new AsnWriter(AsnEncodingRules.DER);
        using (info.PushSequence())
        {
            using (info.PushSequence())
            {
                info.WriteObjectIdentifier(oid);
                writeParameters(info);
            }

            info.WriteBitString(bits);
        }

        return info.Encode();
    }

    private static T Last<T>(T value, AsnReader reader)
    {
        reader.ThrowIfNotEmpty();
        return value;
    }

    private static bool IsNegative(ReadOnlySpan<byte> number) => (number[0] & 0x80) != 0;
}
