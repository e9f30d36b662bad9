using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// The keys at a client's JWKS URL that an assertion may be signed with, the key IDs of all that are known there, and what prevents more
/// from being known, as a sentence for the administrator that quotes neither address nor response.
/// </summary>
public sealed record PublishedKeys(IReadOnlyList<PublishedKey> Keys, IReadOnlyList<string> KeyIds, string? Trouble)
{
    /// <summary>For a client that publishes none.</summary>
    public static PublishedKeys None { get; } = new([], [], null);

    internal JwksAnswer? Answer { get; init; }
}

/// <summary>
/// Finds the keys of a client; <paramref name="keyId"/> is the wanted one, so that a set without it may be fetched again. <paramref
/// name="tried"/> is the previous answer, when the assertion names no key and is by none of those: the same again unless there are newer
/// keys. Called only for an active client, and only when none of its stored keys verified the assertion.
/// </summary>
public delegate ValueTask<PublishedKeys> FindPublishedKeys(
    ClientSnapshot client, string? keyId, PublishedKeys? tried, CancellationToken cancellation);

/// <summary>Answers from what is cached of the client's JWKS URL.</summary>
public sealed class PublishedKeysOfUrl(ClientJwksCache cache)
{
    private const int LeftOutTold = 2;

    public async ValueTask<PublishedKeys> FindAsync(
        ClientSnapshot client, string? keyId, PublishedKeys? tried, CancellationToken cancellation)
    {
        if (client.JwksUri is not { } uri)
        {
            return tried ?? PublishedKeys.None;
        }

        var answer = tried?.Answer is { } before
            ? await cache.FindNewerKeysAsync(uri, before, cancellation)
            : await cache.FindKeysAsync(uri, keyId, cancellation);
        return tried is not null && answer.FetchedAt == tried.Answer?.FetchedAt
            ? tried
            : new PublishedKeys(answer.Keys, answer.KnownKeyIds, TroubleOf(answer, keyId)) { Answer = answer };
    }

    private static string? TroubleOf(JwksAnswer answer, string? keyId)
    {
        var unread = answer.Failure is { } failure ? $"the JWKS URL could not be read recently ({failure.GetType().Name})" : null;
        // The requested key first.
        var leftOut = answer.LeftOut.OrderByDescending(key => keyId is not null && key.KeyId == keyId).Select(Describe).ToList();
        var unusable = (leftOut.Count, answer.KnownKeyIds.Count, unread) switch
        {
            ( > 0, _, _) => $"the JWKS URL publishes unusable keys: {AssertionRefusal.List(leftOut, LeftOutTold)}",
            (0, 0, null) => "the JWKS URL publishes no usable key",
            _ => null,
        };
        return unread is null ? unusable : unusable is null ? unread : $"{unread}; {unusable}";
    }

    private static string Describe(LeftOutKey key) =>
        $"key {key.Position}{(key.KeyId is { } keyId ? $" {AssertionRefusal.Quote(keyId)}" : "")} ({key.Reason})";
}
