using System.Text.Json;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys.Pem;

namespace AdminPortal.Domain.ApiClients.Rules.Jwks;

/// <summary>Reads one key of a JWK set (RFC 7517 section 4, RFC 7518 section 6, RFC 8037 section 2): the key, or why it is left out.</summary>
internal static class JwkReader
{
    private static readonly string[] Texts = ["kty", "kid", "use", "alg", "crv", "n", "e", "x", "y"];

    /// <summary>With its <c>kid</c>, if it has one that may be shown.</summary>
    public static (string? KeyId, Result<PublishedKey> Key) Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return (null, LeftOutReasons.NotAnObject);
        }

        if (JwkMembers.Of(element) is not { } jwk)
        {
            return (null, LeftOutReasons.Ambiguous);
        }

        if (Warning(jwk) is { } warning)
        {
            return (ShownKeyId(jwk), warning);
        }

        return (ShownKeyId(jwk), Fault(jwk) is { } fault ? fault : Publish(jwk));
    }

    // What the administrator must be told even if the key has other faults too.
    private static PortalError? Warning(JwkMembers jwk) =>
        jwk.AreTexts(["kty"]) && jwk.Text("kty") == "oct" ? LeftOutReasons.Symmetric
        : jwk.HasAny(PrivateKeys.JwkMembers) ? LeftOutReasons.Private
        : null;

    private static PortalError? Fault(JwkMembers jwk) => jwk switch
    {
        _ when !jwk.AreTexts(Texts) => LeftOutReasons.NotText,
        _ when jwk.Text("kid")?.Length > JwkSet.MaxKeyIdLength => LeftOutReasons.KeyIdTooLong,
        _ when jwk.Text("kid") is { } keyId && PrintableText.FirstFault(keyId) is not null => LeftOutReasons.KeyIdNotPrintable,
        _ when jwk.Text("use") is not (null or "sig") => LeftOutReasons.NotForSigning,
        _ when jwk["key_ops"] is { } operations && !IncludeVerify(operations) => LeftOutReasons.NotForVerifying,
        _ => null,
    };

    private static Result<PublishedKey> Publish(JwkMembers jwk)
    {
        var key = ReadKey(jwk);
        if (!key.IsSuccess)
        {
            return key.Errors[0];
        }

        var published = new PublishedKey(jwk.Text("kid"), jwk.Text("alg"), key.Value) { Use = jwk.Text("use") };
        return published.Algorithm is { } declared && !published.Allows(declared) ? LeftOutReasons.AlgorithmNotOfKey : published;
    }

    private static Result<VerificationKey> ReadKey(JwkMembers jwk) => (jwk.Text("kty"), jwk.Text("crv")) switch
    {
        (null, _) => LeftOutReasons.NoKind,
        ("RSA", _) => WithBytes(jwk, "n", "e", (n, e) => VerificationKey.FromRsa(n, e)),
        ("EC", "P-256") => WithBytes(jwk, "x", "y", (x, y) => VerificationKey.FromCurvePoint(KeyKind.P256, x, y)),
        ("EC", "P-384") => WithBytes(jwk, "x", "y", (x, y) => VerificationKey.FromCurvePoint(KeyKind.P384, x, y)),
        ("EC", _) => PublicKeyErrors.CurveNotTaken,
        ("OKP", "Ed25519") => WithBytes(jwk, "x", "x", (x, _) => VerificationKey.FromEd25519(x)),
        ("OKP", "X25519" or "X448") => PublicKeyErrors.SigningKindNotTaken,
        _ => PublicKeyErrors.KindNotTaken,
    };

    private static Result<VerificationKey> WithBytes(
        JwkMembers jwk, string first, string second, Func<byte[], byte[], Result<VerificationKey>> make) =>
        Decode(jwk.Text(first)) is { } a && Decode(jwk.Text(second)) is { } b ? make(a, b) : LeftOutReasons.NotBase64Url;

    private static byte[]? Decode(string? text) => text is null ? null : CanonicalBase64Url.Decode(text);

    private static bool IncludeVerify(JsonElement operations) =>
        operations.ValueKind == JsonValueKind.Array
        && operations.EnumerateArray().Any(operation => JwkMembers.IsText(operation) && operation.GetString() == "verify");

    private static string? ShownKeyId(JwkMembers jwk) =>
        jwk.AreTexts(["kid"]) && jwk.Text("kid") is { Length: <= JwkSet.MaxKeyIdLength } keyId && PrintableText.FirstFault(keyId) is null ? keyId : null;
}
