using System.Buffers.Binary;
using AdminPortal.Domain.ApiClients.Rules;

namespace AdminPortal.Domain.AccessTokens.Rules;

// This room owns the record of every access token: who got it, when, until when, and whether it is still active. It protects one promise: a
// token revoked here is inactive at once for every service that uses introspection. It must never hold a signed token, which anyone who
// reads the store could use.

/// <summary>A recorded access token. Its content besides its own times and ID is in its <see cref="TokenContent"/>.</summary>
public sealed class IssuedToken
{
    /// <summary>The longest possible lifetime: the limit of a client's access token lifetime.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(AccessTokenLifetime.MaxMinutes);

    internal IssuedToken(Guid jwtId, ClientId clientId, int generation, byte[] contentId, DateTimeOffset expiresAt)
    {
        JwtId = jwtId;
        ClientId = clientId;
        Generation = generation;
        ContentId = contentId;
        ExpiresAt = expiresAt;
    }

    /// <summary>The <c>jti</c>, a UUID of version 7: it begins with the time of issue, so that sorting by it is sorting by time.</summary>
    public Guid JwtId { get; }

    public ClientId ClientId { get; }

    /// <summary>The client's token generation at the time of issue; when that generation ends, the token is revoked.</summary>
    public int Generation { get; }

    public byte[] ContentId { get; }

    /// <summary>The <c>iat</c>, whole seconds.</summary>
    public DateTimeOffset IssuedAt => IssuedAtOf(JwtId);

    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The stored secret or key that the client authenticated with; null for a key from a JWKS URL, which is not stored.</summary>
    public Guid? CredentialId { get; init; }

    public string? SourceAddress { get; init; }

    /// <summary>When this very token was revoked; a token of an ended generation is revoked without it.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    public string? RevokedBy { get; private set; }

    internal void Revoke(string by, DateTimeOffset now) => (RevokedAt, RevokedBy) = (RevokedAt ?? now, RevokedBy ?? by);

    // RFC 9562 section 5.7: the first 48 bits are Unix milliseconds.
    internal static DateTimeOffset IssuedAtOf(Guid jwtId)
    {
        Span<byte> bytes = stackalloc byte[16];
        jwtId.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16;
        return DateTimeOffset.FromUnixTimeSeconds(milliseconds / 1000);
    }
}
