using System.Buffers.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Org.BouncyCastle.X509;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

/// <summary>
/// An Ed25519 key for EdDSA (RFC 8037 section 3.1), which RFC 9864 calls Ed25519. .NET has no such key type, so BouncyCastle verifies.
/// </summary>
internal sealed class Ed25519Key : CheckedKey
{
    public const int Length = 32;

    private readonly byte[] _x;
    private readonly Ed25519PublicKeyParameters _point;

    private Ed25519Key(byte[] x)
    {
        _x = x;
        _point = new Ed25519PublicKeyParameters(x);
    }

    public override KeyKind Kind => KeyKind.Ed25519;

    public override int Size => 8 * Length;

    public override int SignatureLength => 2 * Length;

    public override string RequiredMembers => $$"""{"crv":"Ed25519","kty":"OKP","x":"{{Base64Url.EncodeToString(_x)}}"}""";

    /// <summary>
    /// The full check: canonically encoded (RFC 8032 section 5.1.3), and in the prime-order subgroup, so not of small order.
    /// </summary>
    public static Result<CheckedKey> Check(ReadOnlySpan<byte> x)
    {
        var bytes = x.ToArray();
        return bytes.Length == Length && Ed25519.ValidatePublicKeyFull(bytes, 0) ? new Ed25519Key(bytes) : PublicKeyErrors.Ed25519Weak;
    }

    public override byte[] Encode() => SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(_point).GetDerEncoded();

    public override bool Verify(string algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureLength && _point.Verify(Ed25519.Algorithm.Ed25519, null, signingInput, signature);
}
