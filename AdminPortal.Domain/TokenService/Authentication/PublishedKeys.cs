using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.TokenService.Assertions;

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

/// <summary>Answers from what the cache holds of the client's JWKS URL.</summary>
public sealed class PublishedKeysOfUrl(ClientJwksCache cache)
{
    public async ValueTask<PublishedKeys> FindAsync(ClientSnapshot client, string? keyId, CancellationToken cancellation)
    {
        if (client.JwksUri is not { } uri)
        {
            return PublishedKeys.None;
        }

        var answer = await cache.FindKeysAsync(uri, keyId, cancellation);
        var trouble = (answer.Failure, answer.Keys.Count) switch
        {
            ({ } failure, _) => $"the JWKS URL could not be read lately ({failure.GetType().Name})",
            (null, 0) when answer.KnownKeyIds.Count == 0 => "the JWKS URL publishes no key that can be used",
            (null, 0) => $"the JWKS URL publishes {AssertionRefusal.List(answer.KnownKeyIds.Select(AssertionRefusal.Quote))}",
            _ => null,
        };
        return new PublishedKeys(answer.Keys, trouble);
    }
}
