namespace AdminPortal.Domain.ApiClients.Rules.Jwks;

/// <summary>
/// Why a key of a JWK set (RFC 7517) is left out, in addition to the refusals of any public key. No sentence quotes the key.
/// </summary>
internal static class LeftOutReasons
{
    public static readonly PortalError NotAnObject = Because("not_an_object", "This entry is no JSON object");

    public static readonly PortalError Ambiguous = Because("ambiguous", "A member of this key appears twice, or its text is not valid Unicode");

    public static readonly PortalError NotText = Because("not_text", "A member of this key that should be a text is something else");

    public static readonly PortalError KeyIdTooLong =
        Because("kid_too_long", $"The kid of this key is longer than {JwkSet.MaxKeyIdLength} characters");

    public static readonly PortalError KeyIdNotPrintable = Because("kid_malformed", "The kid of this key contains a character that cannot be seen");

    public static readonly PortalError Symmetric =
        Because("symmetric", "This is a symmetric key (kty oct), a secret that must not be published. Publish a public key instead");

    public static readonly PortalError Private = Because(
        "private",
        "This address publishes a private key, so anyone can sign as this client. Replace the key at once and publish only its public members");

    public static readonly PortalError NotForSigning = Because("use", "The use of this key is not sig");

    public static readonly PortalError NotForVerifying = Because("key_ops", "The key_ops of this key do not include verify");

    public static readonly PortalError NoKind = Because("no_kty", "This key has no kty");

    public static readonly PortalError NotBase64Url =
        Because("not_base64url", "A member that this kind of key needs is missing, or is not base64url without padding (RFC 7515 section 2)");

    public static readonly PortalError AlgorithmNotOfKey =
        Because("alg", "The alg of this key is none that a key of its kind may sign with here");

    public static LeftOutKey Of(int position, string? keyId, PortalError reason) => new(position, keyId, reason.Message)
    {
        Kind = reason == Private ? LeftOutKind.PrivateKey : LeftOutKind.Unusable,
    };

    private static PortalError Because(string code, string message) => new($"jwk.{code}", message);
}
