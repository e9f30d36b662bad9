using System.Buffers.Text;
using System.Security.Cryptography;

namespace AdminPortal.Domain.ApiClients.PublicKeys.Kinds;

/// <summary>A P-256 key for ES256 or a P-384 key for ES384 (RFC 7518 section 3.4).</summary>
internal sealed class CurveKey : CheckedKey
{
    private static readonly string[] P256Names = ["ES256"];
    private static readonly string[] P384Names = ["ES384"];

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

    public override IReadOnlyList<string> Algorithms => Kind == KeyKind.P256 ? P256Names : P384Names;

    public override string RequiredMembers =>
        $$"""{"crv":"{{_curve.Name}}","kty":"EC","x":"{{Base64Url.EncodeToString(_point.X)}}","y":"{{Base64Url.EncodeToString(_point.Y)}}"}""";

    public static Result<CheckedKey> Check(NistCurve curve, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) =>
        x.Length != curve.FieldBytes || y.Length != curve.FieldBytes ? PublicKeyErrors.Malformed
        : curve.Holds(x, y) ? new CurveKey(curve, new ECPoint { X = x.ToArray(), Y = y.ToArray() })
        : PublicKeyErrors.NotOnCurve;

    public override byte[] Encode() => KeyDer.WriteCurve(_curve, _point.X, _point.Y);

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

    private int Hash(ReadOnlySpan<byte> input, Span<byte> digest) =>
        Kind == KeyKind.P256 ? SHA256.HashData(input, digest) : SHA384.HashData(input, digest);
}
