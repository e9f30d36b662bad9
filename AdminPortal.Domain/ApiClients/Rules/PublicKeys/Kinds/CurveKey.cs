using System.Buffers.Text;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Asn1.X9;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

/// <summary>A P-256 key for ES256 or a P-384 key for ES384 (RFC 7518 section 3.4).</summary>
internal sealed class CurveKey : CheckedKey
{
    private readonly NistCurve _curve;
    private readonly ECPoint _point;
    private readonly ParsedKeys<ECDsa> _parsed;

    private CurveKey(NistCurve curve, ECPoint point)
    {
        (_curve, _point) = (curve, point);
        _parsed = new ParsedKeys<ECDsa>(() => ECDsa.Create(new ECParameters { Curve = curve.Curve, Q = point }));
    }

    public override KeyKind Kind => _curve.Kind;

    public override int Size => _curve.Bits;

    public override int SignatureLength => 2 * _curve.FieldBytes;

    public override string RequiredMembers =>
        $$"""{"crv":"{{_curve.Name}}","kty":"EC","x":"{{Base64Url.EncodeToString(_point.X)}}","y":"{{Base64Url.EncodeToString(_point.Y)}}"}""";

    /// <summary>Both coordinates in the full length of the field.</summary>
    public static Result<CheckedKey> Check(NistCurve curve, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) =>
        x.Length != curve.FieldBytes || y.Length != curve.FieldBytes ? PublicKeyErrors.Malformed : Of(curve, [4, .. x, .. y]);

    /// <summary>
    /// SEC 1 section 2.3.3: 04 and both coordinates, or 02 or 03 and x alone; a single 00 is infinity. The hybrid forms 06 and 07 of X9.62, which
    /// BouncyCastle accepts, are refused (RFC 5480 section 2.2).
    /// </summary>
    public static Result<CheckedKey> Check(NistCurve curve, ReadOnlySpan<byte> point) => point switch
    {
        [4, .. var both] when both.Length == 2 * curve.FieldBytes => Of(curve, point),
        [2 or 3, .. var x] when x.Length == curve.FieldBytes => Of(curve, point),
        [0] => PublicKeyErrors.NotOnCurve,
        _ => PublicKeyErrors.Malformed,
    };

    public override byte[] Encode() => new SubjectPublicKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.IdECPublicKey, _curve.Identifier), (byte[])[4, .. _point.X!, .. _point.Y!]).GetDerEncoded();

    public override bool Verify(string algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength
            || !_curve.IsInRange(signature[.._curve.FieldBytes])
            || !_curve.IsInRange(signature[_curve.FieldBytes..]))
        {
            return false;
        }

        Span<byte> digest = stackalloc byte[SHA384.HashSizeInBytes];
        digest = digest[..Hash(signingInput, digest)];
        var ecdsa = _parsed.Borrow();
        var verifies = ecdsa.VerifyHash(digest, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _parsed.Return(ecdsa);
        return verifies;
    }

    private static Result<CheckedKey> Of(NistCurve curve, ReadOnlySpan<byte> encoded) =>
        curve.Decode(encoded) is { } point ? new CurveKey(curve, point) : PublicKeyErrors.NotOnCurve;

    private int Hash(ReadOnlySpan<byte> input, Span<byte> digest) =>
        Kind == KeyKind.P256 ? SHA256.HashData(input, digest) : SHA384.HashData(input, digest);
}
