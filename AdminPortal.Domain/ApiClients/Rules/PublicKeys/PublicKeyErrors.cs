using System.Globalization;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys;

/// <summary>Every way in which a public key is refused. The sentences say what to do and never quote what was sent.</summary>
public static class PublicKeyErrors
{
    private const string UsableKinds = "Use an RSA, EC P-256, EC P-384 or Ed25519 key";

    private const string UploadPublicHalf = "Upload the public key instead: openssl pkey -in private.pem -pubout -out public.pem";

    public static PortalError NameMissing { get; } = Because("name_missing", "Enter a name for this key");

    public static PortalError NameTooLong { get; } =
        Because("name_too_long", $"The name of a key must be {PublicKeyName.MaxLength} characters or fewer");

    public static PortalError TooManyForClient { get; } =
        Because("too_many_for_client", $"An API client holds at most {ClientPublicKeys.Limit} keys. Remove one that is no longer used");

    public static PortalError Malformed { get; } = Because("malformed", "This public key cannot be read: its encoding is damaged. Export it again");

    public static PortalError KindNotTaken { get; } =
        Because("kind", $"This kind of key cannot be used here. {UsableKinds}");

    public static PortalError SigningKindNotTaken { get; } =
        Because("kind", $"This is a key for key agreement and cannot sign. {UsableKinds}");

    public static PortalError RestrictedRsa { get; } = Because(
        "kind",
        "This RSA key is marked for RSASSA-PSS only, which cannot be used here. Create a plain RSA key; it can sign with PS256 too");

    public static PortalError CurveNotTaken { get; } = Because("curve", "This curve cannot be used here. Use P-256 or P-384");

    public static PortalError CurveParameters { get; } = Because(
        "curve_parameters",
        "This key writes out the parameters of its curve in place of the curve's name, which cannot be trusted. Write it again: "
        + "openssl ec -pubin -in public.pem -pubout -param_enc named_curve -out named.pem");

    public static PortalError NotOnCurve { get; } = Because("not_on_curve", "The point of this key is not on its curve. Create a new key");

    public static PortalError RsaTooShort { get; } =
        Because("too_short", $"RSA keys must have at least {RsaKey.MinBits} bits. Create a longer key");

    public static PortalError RsaTooLong { get; } =
        Because("too_long", $"RSA keys must have at most {RsaKey.MaxBits} bits. Create a shorter key");

    public static PortalError RsaExponent { get; } = Because(
        "exponent",
        $"The public exponent of this RSA key must be odd, at least {RsaKey.MinExponent} (FIPS 186-5) and "
        + $"{RsaKey.MaxExponentBits} bits or shorter. "
        + $"Create a key with {RsaKey.MinExponent}");

    public static PortalError RsaFactorable { get; } =
        Because("factorable", "The modulus of this RSA key can be factored, so anyone can compute its private key. Create a new key");

    public static PortalError RsaRoca { get; } = Because(
        "roca",
        "This RSA key was made by a chip with the ROCA fault (CVE-2017-15361), so its private key can be computed. "
        + "Create a new key with other software");

    public static PortalError Ed25519Weak { get; } =
        Because("ed25519_weak", $"This is no valid Ed25519 public key: {Ed25519Key.Length} bytes that encode a point of the large group. Create a new key");

    public static PortalError FileEmpty { get; } = Because("file_empty", "This file is empty. Choose the .pem file of a public key");

    public static PortalError FileTooLarge { get; } = Because(
        "file_too_large",
        $"This file is larger than {PemPublicKeyReader.MaxFileBytes / 1024} KB. Upload a file that holds the public keys only");

    public static PortalError TooManyKeys { get; } =
        Because("too_many", $"This file holds more than {PemPublicKeyReader.MaxKeys} keys. Upload only those that the client signs with");

    public static PortalError PrivateKey { get; } =
        Because("private", $"This file contains a private key. It was not stored. {UploadPublicHalf}");

    /// <summary>The same, where it was found before it left the browser.</summary>
    public static PortalError PrivateKeyNotSent { get; } =
        Because("private", $"This file contains a private key. It was not uploaded. {UploadPublicHalf}");

    public static PortalError NoBlock { get; } = Because(
        "no_block",
        "No PEM block found; it should begin with a -----BEGIN line. If this is a binary (DER) file, convert it: "
        + "openssl pkey -pubin -inform DER -in public.der -out public.pem, or openssl x509 -inform DER -in client.der -out client.pem");

    public static PortalError BlockDamaged { get; } = Because(
        "block_damaged", "A PEM block is damaged: its base64 or its -----END line is not whole. Export the key again, or copy all of it");

    public static PortalError BlockUnknown { get; } =
        Because("block_unknown", "This PEM block is none of PUBLIC KEY, RSA PUBLIC KEY and CERTIFICATE. Upload one of these");

    public static PortalError CertificateDamaged { get; } =
        Because("certificate_damaged", "This certificate cannot be read: its encoding is damaged. Export it again");

    public static PortalError CertificateChain { get; } = Because(
        "certificate_chain",
        "This file holds the key of a certificate authority beside another, and an authority's key is not the client's. "
        + "Upload the client's alone: openssl x509 -in chain.pem -out client.pem");

    public static PortalError CertificateRequest { get; } = Because(
        "certificate_request",
        "This is a certificate request. Upload its public key: openssl req -in request.pem -noout -pubkey -out public.pem");

    public static PortalError RevocationList { get; } =
        Because("revocation_list", "This is a certificate revocation list and holds no key. Upload the client's certificate or public key");

    public static PortalError Pkcs7 { get; } = Because(
        "pkcs7",
        "This is a PKCS#7 bundle. Take the client's certificate out of it: openssl pkcs7 -in bundle.pem -print_certs -out certificates.pem");

    public static PortalError KeyStore { get; } = Because(
        "key_store",
        "This is a key store (PKCS#12 or Java), which may hold a private key. It was not stored. "
        + "Upload the certificate instead: openssl pkcs12 -in store.p12 -clcerts -nokeys -out client.pem");

    public static PortalError OpenSsh { get; } = Because(
        "openssh", "This is an OpenSSH public key. Convert it: ssh-keygen -e -m PKCS8 -f key.pub > public.pem");

    public static PortalError JsonWebKey { get; } = Because(
        "json", "This is JSON, not PEM. Upload the key as PEM, or publish it as a JWK set and enter its address as Client JWKs URL");

    public static PortalError CertificateExpired(DateTimeOffset notAfter) => Because(
        "certificate_expired",
        string.Create(CultureInfo.InvariantCulture, $"This certificate expired on {notAfter:yyyy-MM-dd}. Upload one that is still valid"));

    public static PortalError NameNotPrintable(UnprintableCharacter fault) =>
        Because("name_malformed", $"The name of this key contains {fault}. Remove it");

    public static PortalError InBlock(int position, PortalError error) =>
        error with { Message = string.Create(CultureInfo.InvariantCulture, $"Block {position} of the file: {error.Message}") };

    public static PortalError SameKey(string name) => Because("same", $"Same key as '{name}'");

    private static PortalError Because(string code, string message) => new($"public_key.{code}", message, ApiClientFields.PublicKeys);
}
