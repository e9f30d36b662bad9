using System.Security.Cryptography;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Utilities;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

/// <summary>
/// The two accepted curves of NIST SP 800-186 section 3.2.1, and what JOSE calls them. Their arithmetic is BouncyCastle's.
/// </summary>
internal sealed class NistCurve
{
    private readonly Org.BouncyCastle.Math.EC.ECCurve _curve;
    private readonly byte[] _order;

    private NistCurve(KeyKind kind, string name, DerObjectIdentifier identifier)
    {
        (Kind, Name, Identifier, Curve) = (kind, name, identifier, ECCurve.CreateFromValue(identifier.Id));
        _curve = CustomNamedCurves.GetByOid(identifier).Curve;
        Bits = _curve.FieldSize;
        _order = BigIntegers.AsUnsignedByteArray(FieldBytes, _curve.Order);
    }

    public static NistCurve P256 { get; } = new(KeyKind.P256, "P-256", SecObjectIdentifiers.SecP256r1);

    public static NistCurve P384 { get; } = new(KeyKind.P384, "P-384", SecObjectIdentifiers.SecP384r1);

    public KeyKind Kind { get; }

    public int Bits { get; }

    /// <summary>The <c>crv</c> of RFC 7518 section 6.2.1.1.</summary>
    public string Name { get; }

    /// <summary>The name of RFC 5480 section 2.1.1.1.</summary>
    public DerObjectIdentifier Identifier { get; }

    public ECCurve Curve { get; }

    public int FieldBytes => Bits / 8;

    public static NistCurve Of(KeyKind kind) => kind switch
    {
        KeyKind.P256 => P256,
        KeyKind.P384 => P384,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No curve of FIPS 186-5."),
    };

    public static NistCurve? Named(DerObjectIdentifier identifier) =>
        P256.Identifier.Equals(identifier) ? P256 : P384.Identifier.Equals(identifier) ? P384 : null;

    /// <summary>
    /// The point of an encoding that begins with 02, 03 or 04 and is of its length (SEC 1 section 2.3.4); null when it is not on the curve. Both
    /// curves have cofactor 1: a point on the curve, which infinity is not, is a point of the group.
    /// </summary>
    public ECPoint? Decode(ReadOnlySpan<byte> encoded)
    {
        try
        {
            var point = _curve.DecodePoint(encoded);
            return new ECPoint { X = point.AffineXCoord.GetEncoded(), Y = point.AffineYCoord.GetEncoded() };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>FIPS 186-5 section 6.4.2: r and s are at least 1 and below the order.</summary>
    public bool IsInRange(ReadOnlySpan<byte> scalar) => scalar.IndexOfAnyExcept((byte)0) >= 0 && scalar.SequenceCompareTo(_order) < 0;
}
