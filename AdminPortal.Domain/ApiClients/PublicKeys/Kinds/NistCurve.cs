using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace AdminPortal.Domain.ApiClients.PublicKeys.Kinds;

/// <summary>The two curves y² = x³ - 3x + b that are taken (NIST SP 800-186 section 3.2.1), and what JOSE calls them.</summary>
internal sealed class NistCurve
{
    private readonly BigInteger _prime;
    private readonly BigInteger _b;
    private readonly byte[] _order;

    private NistCurve(KeyKind kind, int bits, string name, ECCurve curve, string prime, string b, string order)
    {
        (Kind, Bits, Name, Curve) = (kind, bits, name, curve);
        (_prime, _b, _order) = (Number(prime), Number(b), Convert.FromHexString(order));
    }

    public static NistCurve P256 { get; } = new(
        KeyKind.P256, 256, "P-256", ECCurve.NamedCurves.nistP256,
        "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

    public static NistCurve P384 { get; } = new(
        KeyKind.P384, 384, "P-384", ECCurve.NamedCurves.nistP384,
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
        "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973");

    public KeyKind Kind { get; }

    public int Bits { get; }

    /// <summary>The <c>crv</c> of RFC 7518 section 6.2.1.1.</summary>
    public string Name { get; }

    public ECCurve Curve { get; }

    public int FieldBytes => Bits / 8;

    public static NistCurve Of(KeyKind kind) => kind switch
    {
        KeyKind.P256 => P256,
        KeyKind.P384 => P384,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No curve of FIPS 186-5."),
    };

    /// <summary>Both curves have cofactor 1: a point on the curve, which infinity is not, is a point of the group.</summary>
    public bool Holds(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        var (bigX, bigY) = (Number(x), Number(y));
        return bigX < _prime && bigY < _prime && (bigY * bigY) % _prime == RightSide(bigX);
    }

    /// <summary>The y of a compressed point (SEC 1 section 2.3.4); null when there is none.</summary>
    public byte[]? Decompress(ReadOnlySpan<byte> x, bool isOdd)
    {
        // Both primes are 3 modulo 4, where this power of a square is its root.
        var root = BigInteger.ModPow(RightSide(Number(x) % _prime), (_prime + 1) / 4, _prime);
        var y = root.IsEven == isOdd ? _prime - root : root;
        var bytes = y.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] full = [.. new byte[FieldBytes - bytes.Length], .. bytes];
        return Holds(x, full) ? full : null;
    }

    /// <summary>FIPS 186-5 section 6.4.2: r and s are at least 1 and below the order.</summary>
    public bool IsInRange(ReadOnlySpan<byte> scalar) => scalar.IndexOfAnyExcept((byte)0) >= 0 && scalar.SequenceCompareTo(_order) < 0;

    private BigInteger RightSide(BigInteger x) => ((((x * x) - 3 + _prime) * x) + _b) % _prime;

    private static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
