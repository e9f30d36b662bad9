using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.EdEC;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

/// <summary>
/// Reads public keys from DER: SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) for RSA (RFC 3279), named curves (RFC 5480) and Ed25519 (RFC
/// 8410), and RSAPublicKey (RFC 8017 appendix A.1.1). BouncyCastle parses the structures; which kinds are accepted, and with which error
/// others are refused, is decided here. Curves given by explicit parameters are refused: only a named curve can be trusted.
/// </summary>
internal static class KeyDer
{
    /// <summary>More than the longest RSA key needs, and too little to cost noticeable time.</summary>
    private const int MaxLength = 4096;

    private static readonly Dictionary<DerObjectIdentifier, KindReader> Readers = new()
    {
        [PkcsObjectIdentifiers.RsaEncryption] = ReadRsa,
        [PkcsObjectIdentifiers.IdRsassaPss] = (_, _, _) => PublicKeyErrors.RestrictedRsa,
        [X9ObjectIdentifiers.IdECPublicKey] = ReadCurve,
        [EdECObjectIdentifiers.id_Ed25519] = (parameters, bits, _) => parameters is null ? Ed25519Key.Check(bits) : PublicKeyErrors.Malformed,
        [EdECObjectIdentifiers.id_X25519] = (_, _, _) => PublicKeyErrors.SigningKindNotTaken,
        [EdECObjectIdentifiers.id_X448] = (_, _, _) => PublicKeyErrors.SigningKindNotTaken,
    };

    private delegate Result<CheckedKey> RsaCheck(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent);

    private delegate Result<CheckedKey> KindReader(Asn1Encodable? parameters, byte[] bits, RsaCheck checkRsa);

    public static Result<CheckedKey> ReadSubjectPublicKeyInfo(ReadOnlySpan<byte> der) => ReadSubjectPublicKeyInfo(der, RsaKey.Check);

    /// <summary>A key that was accepted once, by the limits of that time.</summary>
    public static Result<CheckedKey> ReadStored(ReadOnlySpan<byte> der) => ReadSubjectPublicKeyInfo(der, RsaKey.CheckStored);

    public static Result<CheckedKey> ReadRsaPublicKey(ReadOnlySpan<byte> der) => ReadRsaPublicKey(der, RsaKey.Check);

    private static Result<CheckedKey> ReadSubjectPublicKeyInfo(ReadOnlySpan<byte> der, RsaCheck checkRsa) =>
        Read(der, SubjectPublicKeyInfo.GetInstance, info =>
            info.PublicKey.PadBits != 0 ? PublicKeyErrors.Malformed
            : Readers.GetValueOrDefault(info.Algorithm.Algorithm) is { } read ? read(info.Algorithm.Parameters, info.PublicKey.GetBytes(), checkRsa)
            : PublicKeyErrors.KindNotTaken);

    private static Result<CheckedKey> ReadRsaPublicKey(ReadOnlySpan<byte> der, RsaCheck check) =>
        Read(der, RsaPublicKeyStructure.GetInstance, key => check(key.Modulus.ToByteArrayUnsigned(), key.PublicExponent.ToByteArrayUnsigned()));

    // BouncyCastle also accepts BER, and reads a negative RSA integer as a positive one: re-encoding to the same bytes enforces DER.
    private static Result<CheckedKey> Read<T>(ReadOnlySpan<byte> der, Func<object, T> parse, Func<T, Result<CheckedKey>> check)
        where T : Asn1Encodable
    {
        if (der.Length is 0 or > MaxLength)
        {
            return PublicKeyErrors.Malformed;
        }

        try
        {
            var parsed = parse(der.ToArray());
            return der.SequenceEqual(parsed.GetDerEncoded()) ? check(parsed) : PublicKeyErrors.Malformed;
        }
        catch (Exception damaged) when (damaged is CryptographicException || BouncyCastleRefusal.Is(damaged))
        {
            return PublicKeyErrors.Malformed;
        }
    }

    // RFC 3279 requires NULL; some programs leave it out.
    private static Result<CheckedKey> ReadRsa(Asn1Encodable? parameters, byte[] bits, RsaCheck check) =>
        parameters is null or Asn1Null ? ReadRsaPublicKey(bits, check) : PublicKeyErrors.Malformed;

    private static Result<CheckedKey> ReadCurve(Asn1Encodable? parameters, byte[] bits, RsaCheck checkRsa) => parameters switch
    {
        DerObjectIdentifier name when NistCurve.Named(name) is { } curve => CurveKey.Check(curve, bits),
        Asn1Sequence => PublicKeyErrors.CurveParameters,
        _ => PublicKeyErrors.CurveNotTaken,
    };
}
