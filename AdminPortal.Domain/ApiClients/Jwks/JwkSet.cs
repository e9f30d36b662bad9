using AdminPortal.Domain.ApiClients.PublicKeys;

namespace AdminPortal.Domain.ApiClients.Jwks;

/// <summary>
/// A key of a JWK set (RFC 7517) that can check client assertions. A set need not give a <c>kid</c>; a declared <c>alg</c> is the only one
/// that the key may then be used with.
/// </summary>
public sealed record PublishedKey(string? KeyId, string? Algorithm, VerificationKey Key);

/// <summary>A key of a JWK set that was left out, and why, in a sentence for the administrator. Positions count from 1.</summary>
public sealed record LeftOutKey(int Position, string? KeyId, string Reason);

/// <summary>What a JWKS URL published: the keys that can be used and the others, each judged by itself.</summary>
public sealed record JwkSet(IReadOnlyList<PublishedKey> Keys, IReadOnlyList<LeftOutKey> LeftOut)
{
    public const int MaxKeys = 50;

    /// <summary>An error only when the whole document is no JWK set (RFC 7517 section 5) or holds more than <see cref="MaxKeys"/> keys.</summary>
    public static Result<JwkSet> Read(ReadOnlySpan<byte> json) => throw new NotSupportedException();
}
