using AdminPortal.Domain.ApiClients.Jwks;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// The keys that a client publishes at its JWKS URL, as far as they are known now, and what kept newer ones from being known, as a
/// sentence for the administrator that names neither address nor answer.
/// </summary>
public sealed record PublishedKeys(IReadOnlyList<PublishedKey> Keys, string? Trouble)
{
    public static PublishedKeys None { get; } = new([], null);
}

/// <summary>
/// Asks for the keys of a client; <paramref name="keyId"/> is the one that is wanted, so that a set without it may be fetched again. It is
/// asked only about a client that is active, and only when none of its stored keys verified the assertion.
/// </summary>
public delegate ValueTask<PublishedKeys> FindPublishedKeys(ClientSnapshot client, string? keyId, CancellationToken cancellation);
