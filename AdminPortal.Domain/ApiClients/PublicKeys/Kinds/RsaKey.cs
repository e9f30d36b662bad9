using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;

namespace AdminPortal.Domain.ApiClients.PublicKeys.Kinds;

/// <summary>An RSA key for RS256 and PS256 (RFC 7518 sections 3.3 and 3.5).</summary>
internal sealed class RsaKey : CheckedKey
{
    public const int MinBits = 2048;

    /// <summary>Longer keys only slow everybody down.</summary>
    public const int MaxBits = 8192;

    /// <summary>The least of FIPS 186-5 section 5.1. Keys with 3 exist; what verifies them has gone wrong too often.</summary>
    public const int MinExponent = 65537;

    private const int MaxExponentBytes = 8;

    private static readonly string[] Names = ["RS256", "PS256"];

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

    public override IReadOnlyList<string> Algorithms => Names;

    public override string RequiredMembers =>
        $$"""{"e":"{{Base64Url.EncodeToString(_numbers.Exponent)}}","kty":"RSA","n":"{{Base64Url.EncodeToString(_numbers.Modulus)}}"}""";

    public static Result<CheckedKey> Check(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
    {
        modulus = modulus.TrimStart((byte)0);
        exponent = exponent.TrimStart((byte)0);
        if (modulus.Length > MaxBits / 8)
        {
            return PublicKeyErrors.RsaTooLong;
        }

        var n = new BigInteger(modulus, isUnsigned: true, isBigEndian: true);
        var size = (int)n.GetBitLength();
        if (size < MinBits)
        {
            return PublicKeyErrors.RsaTooShort;
        }

        if (!IsSound(exponent))
        {
            return PublicKeyErrors.RsaExponent;
        }

        return RsaStrength.Fault(n) is { } fault
            ? fault
            : new RsaKey(new RSAParameters { Modulus = modulus.ToArray(), Exponent = exponent.ToArray() }, size);
    }

    public override byte[] Encode() => KeyDer.WriteRsa(_numbers.Modulus, _numbers.Exponent);

    public override bool Verify(string algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != _numbers.Modulus!.Length)
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(signingInput, digest);
        var padding = algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var rsa = _parsed.Borrow();
        var verifies = rsa.VerifyHash(digest, signature, HashAlgorithmName.SHA256, padding);
        _parsed.Return(rsa);
        return verifies;
    }

    // OpenSSL verifies with no exponent above 64 bits when the modulus is long, so none is taken at all.
    private static bool IsSound(ReadOnlySpan<byte> exponent) =>
        exponent.Length is > 0 and <= MaxExponentBytes
        && (exponent[^1] & 1) == 1
        && new BigInteger(exponent, isUnsigned: true, isBigEndian: true) >= MinExponent;
}
