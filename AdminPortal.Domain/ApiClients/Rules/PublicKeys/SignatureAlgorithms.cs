namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys;

/// <summary>
/// The signature algorithms accepted (RFC 8725 section 3.1), each with the kind of key it requires. Neither "none" nor any symmetric
/// algorithm is among them, so a public key can never be used as an HMAC secret (algorithm confusion).
/// </summary>
public static class SignatureAlgorithms
{
    internal const string Ps256 = "PS256";

    private const string EdDsa = "EdDSA";
    private const string Ed25519 = "Ed25519";

    private static readonly Dictionary<string, KeyKind> Kinds = new(StringComparer.Ordinal)
    {
        ["RS256"] = KeyKind.Rsa,
        [Ps256] = KeyKind.Rsa,
        ["ES256"] = KeyKind.P256,
        ["ES384"] = KeyKind.P384,
        [EdDsa] = KeyKind.Ed25519,
        [Ed25519] = KeyKind.Ed25519,
    };

    // In the order of the kinds.
    private static readonly string[][] ByKind =
        [.. Enum.GetValues<KeyKind>().Select(kind => Kinds.Where(pair => pair.Value == kind).Select(pair => pair.Key).ToArray())];

    public static IReadOnlyList<string> Accepted { get; } = [.. Kinds.Keys];

    public static bool IsAccepted(string algorithm) => Kinds.ContainsKey(algorithm);

    /// <summary>Those that a key of this kind makes.</summary>
    public static IReadOnlyList<string> Of(KeyKind kind) => ByKind[(int)kind];

    internal static KeyKind KindOf(string algorithm) => Kinds[algorithm];

    // RFC 9864 gave the only EdDSA curve in use here a name of its own.
    internal static bool AreSame(string one, string other) => one == other || (one is EdDsa or Ed25519 && other is EdDsa or Ed25519);
}
