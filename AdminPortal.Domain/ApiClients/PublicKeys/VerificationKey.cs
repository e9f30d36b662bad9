namespace AdminPortal.Domain.ApiClients.PublicKeys;

/// <summary>The kinds of public key a client may prove itself with: RSA of 2048 bits or more, two curves of FIPS 186-5, Ed25519 (RFC 8032).</summary>
public enum KeyKind
{
    Rsa,
    P256,
    P384,
    Ed25519,
}

/// <summary>A public key that was checked: strong enough, on its curve, of a kind that client assertions are signed with.</summary>
public sealed class VerificationKey
{
    private VerificationKey(KeyKind kind, int size, byte[] subjectPublicKeyInfo) =>
        (Kind, Size, SubjectPublicKeyInfo) = (kind, size, subjectPublicKeyInfo);

    public KeyKind Kind { get; }

    /// <summary>In bits.</summary>
    public int Size { get; }

    /// <summary>DER of RFC 5280 section 4.1.2.7: the one form in which a key is stored.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    /// <summary>The JWS names (RFC 7518, RFC 8037, RFC 9864) of the signatures that this key can check, and no others.</summary>
    public IReadOnlyList<string> Algorithms => Size > 0 ? throw new NotSupportedException() : [];

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, lower-case hexadecimal.</summary>
    public string Fingerprint => Size > 0 ? throw new NotSupportedException() : "";

    /// <summary>The JWK thumbprint of RFC 7638 by SHA-256, base64url: the key ID that is expected when nobody gave another.</summary>
    public string Thumbprint => Size > 0 ? throw new NotSupportedException() : "";

    /// <summary>A key from DER; the reason when it is malformed, weak or of a kind that is not taken.</summary>
    public static Result<VerificationKey> FromSubjectPublicKeyInfo(ReadOnlySpan<byte> der) => throw new NotSupportedException();

    public static Result<VerificationKey> FromRsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent) => throw new NotSupportedException();

    public static Result<VerificationKey> FromCurvePoint(KeyKind curve, ReadOnlySpan<byte> x, ReadOnlySpan<byte> y) => throw new NotSupportedException();

    public static Result<VerificationKey> FromEd25519(ReadOnlySpan<byte> x) => throw new NotSupportedException();

    /// <summary>False for every algorithm that is not one of <see cref="Algorithms"/>, and for every signature not in the form of RFC 7518 section 3.4.</summary>
    public bool Verify(string algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature) => Size > 0 ? throw new NotSupportedException() : false;
}
