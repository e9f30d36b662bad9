using AdminPortal.Domain.ApiClients.Rules.PublicKeys;

namespace AdminPortal.Domain.ApiClients.Rules.Jwks;

/// <summary>
/// A key of a JWK set (RFC 7517) that can verify client assertions. A <c>kid</c> is optional; a declared <c>alg</c> is the only one that
/// the key may then be used with.
/// </summary>
public sealed record PublishedKey(string? KeyId, string? Algorithm, VerificationKey Key)
{
    /// <summary>The declared use, if there is one: <c>sig</c>.</summary>
    public string? Use { get; init; }

    public bool Allows(string algorithm) => Key.Allows(algorithm, Algorithm);
}

/// <summary>What it means that a key is left out.</summary>
public enum LeftOutKind
{
    /// <summary>It cannot be used; nobody else can use it either.</summary>
    Unusable,

    /// <summary>It is a private key that everybody can read: whoever does can sign as the client.</summary>
    PrivateKey,
}

/// <summary>A key of a JWK set that was left out, and why, in a sentence for the administrator. Positions count from 1.</summary>
public sealed record LeftOutKey(int Position, string? KeyId, string Reason)
{
    public LeftOutKind Kind { get; init; }
}

/// <summary>What a JWKS URL published: the usable keys and the others, each judged on its own.</summary>
public sealed record JwkSet(IReadOnlyList<PublishedKey> Keys, IReadOnlyList<LeftOutKey> LeftOut)
{
    public const int MaxKeys = 50;

    public const int MaxKeyIdLength = 256;

    /// <summary>JSON nested deeper than any key needs is not read.</summary>
    public const int MaxDepth = 16;

    /// <summary>The <c>kid</c>s shared by several keys, with their number: the signature decides which of them it is.</summary>
    public IReadOnlyList<(string KeyId, int Count)> SharedKeyIds =>
    [
        .. Keys.Select(key => key.KeyId).OfType<string>().CountBy(keyId => keyId, StringComparer.Ordinal)
            .Where(shared => shared.Value > 1).Select(shared => (shared.Key, shared.Value)),
    ];

    /// <summary>
    /// An error only when the whole document is not a JWK set (RFC 7517 section 5) or holds more than <see cref="MaxKeys"/> keys.
    /// </summary>
    public static Result<JwkSet> Read(ReadOnlySpan<byte> json) => JwkSetReader.Read(json);
}
