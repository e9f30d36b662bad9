using AdminPortal.Domain.AccessTokens.Rules;

namespace AdminPortal.Domain.SigningKeys.Rules;

// This room owns the keys that sign access tokens. It protects their private halves: wrapped in the store, in plaintext only in this
// process's memory, and never passed to another room. It must never decide what a token says.

/// <summary>The state of a signing key in its life cycle.</summary>
public enum SigningKeyState
{
    /// <summary>Published, so that verifiers can fetch it; it does not sign yet.</summary>
    Announced,

    Signing,

    /// <summary>It no longer signs, but the tokens it signed are still valid.</summary>
    Retired,

    /// <summary>Revoked, and with it every token it signed.</summary>
    Revoked,
}

/// <summary>A stored signing key: its public half as published, its private half wrapped by Data Protection.</summary>
public sealed class SigningKey
{
    /// <summary>How long a retired key stays published: until its last token has expired, plus one hour of clock skew.</summary>
    public static readonly TimeSpan Afterlife = IssuedToken.LongestLife + TimeSpan.FromHours(1);

    private SigningKey(string keyId, string algorithm, string publicJwk, byte[] wrappedPrivateKey, DateTimeOffset createdAt)
    {
        KeyId = keyId;
        Algorithm = algorithm;
        PublicJwk = publicJwk;
        WrappedPrivateKey = wrappedPrivateKey;
        CreatedAt = createdAt;
    }

    /// <summary>The key's thumbprint (RFC 7638), so that no two keys share an ID.</summary>
    public string KeyId { get; }

    /// <summary>The one algorithm it is for.</summary>
    public string Algorithm { get; }

    /// <summary>The JSON text that the key set publishes (RFC 7517).</summary>
    public string PublicJwk { get; }

    /// <summary>PKCS #8, wrapped; empty once the key has stopped signing.</summary>
    internal byte[] WrappedPrivateKey { get; private set; }

    /// <summary>The key set contains it from this time on.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Not before every verifier that caches the key set has seen it.</summary>
    public DateTimeOffset MaySignFrom { get; private set; }

    public DateTimeOffset? SigningSince { get; private set; }

    /// <summary>It stops signing at this time and stays published until its last token has expired.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>When it was revoked in an emergency, and with it every token it signed.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The time at which it leaves the key set; null until that is known.</summary>
    public DateTimeOffset? GoneAt => RevokedAt ?? RetiredAt + Afterlife;

    public SigningKeyState State => this switch
    {
        { RevokedAt: not null } => SigningKeyState.Revoked,
        { RetiredAt: not null } => SigningKeyState.Retired,
        { SigningSince: not null } => SigningKeyState.Signing,
        _ => SigningKeyState.Announced,
    };

    public bool IsPublishedAt(DateTimeOffset now) => GoneAt is not { } gone || now < gone;

    internal static SigningKey Announce(GeneratedKey key, DateTimeOffset maySignFrom, DateTimeOffset now) =>
        new(key.KeyId, key.Algorithm, key.PublicJwk, key.WrappedPrivateKey, now) { MaySignFrom = maySignFrom };

    internal void Start(DateTimeOffset now) => SigningSince = now;

    internal void Retire(DateTimeOffset now) => (RetiredAt, WrappedPrivateKey) = (now, []);

    internal void Revoke(DateTimeOffset now) => (RevokedAt, WrappedPrivateKey) = (now, []);

    /// <summary>
    /// Whether one of its times is later than <paramref name="now"/>, or its waiting time ends after <paramref name="longestWait"/>.
    /// </summary>
    internal bool LiesAheadOf(DateTimeOffset now, DateTimeOffset longestWait) =>
        CreatedAt > now || SigningSince > now || RetiredAt > now || RevokedAt > now || MaySignFrom > longestWait;

    /// <summary>Moves times in the future back to now, and limits the waiting time.</summary>
    internal void PutRight(DateTimeOffset now, DateTimeOffset longestWait) => (CreatedAt, SigningSince, RetiredAt, RevokedAt, MaySignFrom) =
        (Earlier(CreatedAt, now), Earlier(SigningSince, now), Earlier(RetiredAt, now), Earlier(RevokedAt, now), Earlier(MaySignFrom, longestWait));

    public override string ToString() => $"{nameof(SigningKey)} {KeyId}";

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } time ? Earlier(time, other) : null;
}
