using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

/// <summary>An RSA key for RS256 and PS256 (RFC 7518 sections 3.3 and 3.5).</summary>
internal sealed class RsaKey : CheckedKey
{
    public const int MinBits = 2048;

    /// <summary>Longer keys only slow everyone down: whoever registers one lets strangers spend this server's time with it.</summary>
    public const int MaxBits = 4096;

    /// <summary>The minimum of FIPS 186-5 section 5.1. Keys with exponent 3 exist; verifiers have gone wrong with them too often.</summary>
    public const int MinExponent = 65537;

    public const int MaxExponentBits = 32;

    /// <summary>The limit before those above: a stored key keeps working until it is replaced.</summary>
    public const int MaxStoredBits = 8192;

    private const int MaxStoredExponentBits = 64;

    private readonly RSAParameters _numbers;
    private readonly ParsedKeys<RSA> _parsed;

    private RsaKey(RSAParameters numbers, int size)
    {
        _numbers = numbers;
        Size = size;
        _parsed = new ParsedKeys<RSA>(() => RSA.Create(numbers));
    }

    public override KeyKind Kind => KeyKind.Rsa;

    public override int Size { get; }

    public override int SignatureLength => _numbers.Modulus!.Length;

    public override string RequiredMembers =>
        $$"""{"e":"{{Base64Url.EncodeToString(_numbers.Exponent)}}","kty":"RSA","n":"{{Base64Url.EncodeToString(_numbers.Modulus)}}"}""";

    public static Result<CheckedKey> Check(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent) =>
        Check(modulus, exponent, MaxBits, MaxExponentBits);

    /// <summary>With the wider limits of keys that are stored already.</summary>
    public static Result<CheckedKey> CheckStored(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent) =>
        Check(modulus, exponent, MaxStoredBits, MaxStoredExponentBits);

    private static Result<CheckedKey> Check(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent, int maxBits, int maxExponentBits)
    {
        modulus = modulus.TrimStart((byte)0);
        exponent = exponent.TrimStart((byte)0);
        if (modulus.Length > maxBits / 8)
        {
            return PublicKeyErrors.RsaTooLong;
        }

        var n = new BigInteger(modulus, isUnsigned: true, isBigEndian: true);
        var size = (int)n.GetBitLength();
        if (size < MinBits)
        {
            return PublicKeyErrors.RsaTooShort;
        }

        if (!IsSound(exponent, maxExponentBits))
        {
            return PublicKeyErrors.RsaExponent;
        }

        return RsaStrength.Fault(n) is { } fault
            ? fault
            : new RsaKey(new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() }, size);
    }

    // Not by BouncyCastle's RsaKeyParameters, which test for primality again and are slow.
    public override byte[] Encode() => new SubjectPublicKeyInfo(
        new AlgorithmIdentifier(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance),
        new RsaPublicKeyStructure(Number(_numbers.Modulus), Number(_numbers.Exponent))).GetDerEncoded();

    public override bool Verify(string algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(signingInput, digest);
        var padding = algorithm == SignatureAlgorithms.Ps256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var rsa = _parsed.Borrow();
        var verifies = rsa.VerifyHash(digest, signature, HashAlgorithmName.SHA256, padding);
        _parsed.Return(rsa);
        return verifies;
    }

    private static Org.BouncyCastle.Math.BigInteger Number(byte[]? unsigned) => new(1, unsigned);

    // Verification time grows with the exponent; above 64 bits OpenSSL refuses one with a long modulus.
    private static bool IsSound(ReadOnlySpan<byte> exponent, int maxBits) =>
        exponent.Length > 0 && exponent.Length <= maxBits / 8
        && (exponent[^1] & 1) == 1
        && new BigInteger(exponent, isUnsigned: true, isBigEndian: true) >= MinExponent;
}
