using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys;

// This room owns the public keys that clients authenticate with: what is read from a file, what is accepted, what a key verifies. It
// protects one promise: a VerificationKey that exists is a strong public key of an accepted kind. A private key sent by mistake would let
// anyone who obtains it act as the client, so such a file is refused as a whole, nothing of it is kept and no message quotes it.

/// <summary>
/// The kinds of public key a client may authenticate with: RSA of 2048 bits or more, two curves of FIPS 186-5, Ed25519 (RFC 8032).
/// </summary>
public enum KeyKind
{
    Rsa,
    P256,
    P384,
    Ed25519,
}

/// <summary>
/// A public key that was checked: strong enough, on its curve, of a kind that client assertions are signed with (RFC 7518 section 3).
/// Immutable and thread-safe.
/// </summary>
public sealed class VerificationKey
{
    public const int MinRsaBits = RsaKey.MinBits;

    public const int MaxRsaBits = RsaKey.MaxBits;

    private readonly CheckedKey _key;

    private VerificationKey(CheckedKey key)
    {
        _key = key;
        var encoded = key.Encode();
        SubjectPublicKeyInfo = encoded;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(encoded));
        Thumbprint = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(key.RequiredMembers)));
    }

    public KeyKind Kind => _key.Kind;

    /// <summary>In bits.</summary>
    public int Size => _key.Size;

    /// <summary>In bytes. A signature of another length was not made with this key's private half; that check costs nothing.</summary>
    public int SignatureLength => _key.SignatureLength;

    /// <summary>DER of RFC 5280 section 4.1.2.7: the one form in which a key is stored, whatever form it arrived in.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    /// <summary>The JWS names (RFC 7518, RFC 8037, RFC 9864) of the signatures that this key can check.</summary>
    public IReadOnlyList<string> Algorithms => SignatureAlgorithms.Of(Kind);

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, lower-case hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>The JWK thumbprint of RFC 7638 with SHA-256, base64url: the default key ID.</summary>
    public string Thumbprint { get; }

    /// <summary>A key from DER; the reason when it is malformed, weak or of a kind that is not accepted.</summary>
    public static Result<VerificationKey> FromSubjectPublicKeyInfo(ReadOnlySpan<byte> der) => Of(KeyDer.ReadSubjectPublicKeyInfo(der));

    /// <summary>
    /// A key as it was stored. Limits that were lowered since do not take it away from its client: they apply to the next upload.
    /// </summary>
    internal static Result<VerificationKey> FromStored(ReadOnlySpan<byte> der) => Of(KeyDer.ReadStored(der));

    /// <summary>A key from the DER of an RSAPublicKey (RFC 8017 appendix A.1.1).</summary>
    public static Result<VerificationKey> FromRsaPublicKey(ReadOnlySpan<byte> der) => Of(KeyDer.ReadRsaPublicKey(der));

    /// <summary>Both numbers big-endian and unsigned.</summary>
    public static Result<VerificationKey> FromRsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent) =>
        Of(RsaKey.Check(modulus, exponent));

    /// <summary>Both coordinates in the full length of the curve's field (RFC 7518 section 6.2.1.2).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not a curve of FIPS 186-5.</exception>
    public static Result<VerificationKey> FromCurvePoint(KeyKind curve, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) =>
        Of(CurveKey.Check(NistCurve.Of(curve), x, y));

    /// <summary>Whether an RSA key that can be stored, or once could, produces signatures of this length in bytes.</summary>
    internal static bool IsRsaLength(int signatureLength) => signatureLength * 8 is >= RsaKey.MinBits and <= RsaKey.MaxStoredBits;

    /// <summary>As <see cref="FromRsa"/>, within the wider limits for stored keys.</summary>
    internal static Result<VerificationKey> FromStoredRsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent) =>
        Of(RsaKey.CheckStored(modulus, exponent));

    public static Result<VerificationKey> FromEd25519(ReadOnlySpan<byte> x) => Of(Ed25519Key.Check(x));

    /// <summary>
    /// Whether it may be used with that algorithm: one of its kind, and where another was declared with the key (RFC 7517 section 4.4), that one
    /// alone. EdDSA and Ed25519 are two names of one (RFC 9864).
    /// </summary>
    public bool Allows(string algorithm, string? declared) =>
        Algorithms.Contains(algorithm, StringComparer.Ordinal) && (declared is null || SignatureAlgorithms.AreSame(declared, algorithm));

    /// <summary>
    /// False for every algorithm that is not one of <see cref="Algorithms"/>, and for every signature not in the form of RFC 7518 section 3.4.
    /// </summary>
    public bool Verify(string algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature) =>
        Algorithms.Contains(algorithm, StringComparer.Ordinal) && _key.Verify(algorithm, signingInput, signature);

    private static Result<VerificationKey> Of(Result<CheckedKey> key) => key.IsSuccess ? new VerificationKey(key.Value) : key.Errors[0];
}
