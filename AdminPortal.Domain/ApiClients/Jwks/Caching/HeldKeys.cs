using System.Collections.Frozen;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;

namespace AdminPortal.Domain.ApiClients.Jwks.Caching;

/// <summary>
/// A set as fetched, with all its answers precomputed. Fresh for as long as its publisher says, between a minute and an hour (RFC 9111
/// section 4.2); usable for a day when no newer one can be fetched.
/// </summary>
internal sealed class HeldKeys
{
    private readonly FrozenDictionary<string, JwksAnswer> _byKeyId;
    private readonly JwksAnswer _all;
    private readonly JwksAnswer _unnamed;

    public HeldKeys(JwksFetchOutcome.Fetched fetched, TimeSpan now)
    {
        Set = fetched.Keys;
        FetchedAt = now;
        FreshUntil = now + FreshnessOf(fetched.MaxAge);
        // A key without a key ID is named by its thumbprint (RFC 7638), as an uploaded key is.
        var named = Set.Keys.GroupBy(key => key.KeyId ?? key.Key.Thumbprint, StringComparer.Ordinal).ToList();
        string[] keyIds = [.. named.Select(keys => keys.Key)];
        _all = new JwksAnswer(Set.Keys, keyIds, null) { LeftOut = Set.LeftOut, FetchedAt = now };
        _unnamed = _all with { Keys = [.. Set.Keys.Where(key => key.KeyId is null)] };
        _byKeyId = named.ToFrozenDictionary(keys => keys.Key, keys => _all with { Keys = [.. keys] }, StringComparer.Ordinal);
    }

    public JwkSet Set { get; }

    public TimeSpan FetchedAt { get; }

    public TimeSpan FreshUntil { get; }

    public bool IsFresh(TimeSpan now) => now < FreshUntil;

    public bool IsUsable(TimeSpan now) => now < FetchedAt + ClientJwksCache.KeptWhenDown;

    /// <summary>
    /// Also true where keys have no key ID: an assertion may be signed with any of them, whatever key it names (RFC 7515 section 4.1.4).
    /// </summary>
    public bool Knows(string? keyId) => keyId is null || _byKeyId.ContainsKey(keyId) || _unnamed.Keys.Count > 0;

    public JwksAnswer Answer(string? keyId) => keyId is null ? _all : _byKeyId.GetValueOrDefault(keyId, _unnamed);

    private static TimeSpan FreshnessOf(TimeSpan? maxAge) => maxAge switch
    {
        null => ClientJwksCache.DefaultAge,
        { } age when age < ClientJwksCache.MinAge => ClientJwksCache.MinAge,
        { } age when age > ClientJwksCache.MaxAge => ClientJwksCache.MaxAge,
        { } age => age,
    };
}
