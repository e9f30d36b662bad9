using AdminPortal.Domain.ApiClients.PublicKeys.Kinds;

namespace AdminPortal.Domain.ApiClients.PublicKeys;

/// <summary>Every way in which a public key is refused. The sentences say what to do and never quote what was sent.</summary>
public static class PublicKeyErrors
{
    public const string Field = "PublicKeys";

    public static PortalError Malformed { get; } = Because("malformed", "This public key cannot be read: its encoding is damaged. Export it again");

    public static PortalError KindNotTaken { get; } =
        Because("kind", "This kind of key cannot be used here. Use an RSA, EC P-256, EC P-384 or Ed25519 key");

    public static PortalError SigningKindNotTaken { get; } =
        Because("kind", "This is a key for key agreement and cannot sign. Use an RSA, EC P-256, EC P-384 or Ed25519 key");

    public static PortalError RestrictedRsa { get; } = Because(
        "kind",
        "This RSA key is marked for RSASSA-PSS only, which cannot be used here. Create a plain RSA key; it can sign with PS256 too");

    public static PortalError CurveNotTaken { get; } = Because("curve", "This curve cannot be used here. Use P-256 or P-384");

    public static PortalError NotOnCurve { get; } = Because("not_on_curve", "The point of this key is not on its curve. Create a new key");

    public static PortalError RsaTooShort { get; } =
        Because("too_short", $"RSA keys must have at least {RsaKey.MinBits} bits. Create a longer key");

    public static PortalError RsaTooLong { get; } =
        Because("too_long", $"RSA keys must have at most {RsaKey.MaxBits} bits. Create a shorter key");

    public static PortalError RsaExponent { get; } = Because(
        "exponent",
        $"The public exponent of this RSA key must be odd, at least {RsaKey.MinExponent} (FIPS 186-5) and 64 bits or shorter. "
        + $"Create a key with {RsaKey.MinExponent}");

    public static PortalError RsaFactorable { get; } =
        Because("factorable", "The modulus of this RSA key can be factored, so anyone can compute its private key. Create a new key");

    public static PortalError RsaRoca { get; } = Because(
        "roca",
        "This RSA key was made by a chip with the ROCA fault (CVE-2017-15361), so its private key can be computed. "
        + "Create a new key with other software");

    public static PortalError Ed25519Weak { get; } =
        Because("ed25519_weak", "This is no valid Ed25519 public key: 32 bytes that encode a point of the large group. Create a new key");

    private static PortalError Because(string code, string message) => new($"public_key.{code}", message, Field);
}
