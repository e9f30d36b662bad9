using System.Collections.Concurrent;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.Telemetry;

namespace AdminPortal.Domain.ApiClients.Jwks.Caching;

// This room holds the keys that clients publish, so that a token costs no visit. It protects two bounds: how long a withdrawn key goes
// on working, and how often a stranger's server is asked, whatever key IDs are made up. It must never let one caller's patience decide
// for the others.

/// <summary>
/// The keys behind each JWKS URL, fetched when first needed and again when they are no longer fresh or an assertion names a key ID they
/// do not hold (OpenID Connect Core section 10.1.1). Clients that name the same URL share what is held.
/// </summary>
public sealed class ClientJwksCache
{
    public static readonly TimeSpan MinAge = TimeSpan.FromMinutes(1);

    /// <summary>A key that its publisher took away works for no longer than this.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    /// <summary>When the publisher does not say.</summary>
    public static readonly TimeSpan DefaultAge = TimeSpan.FromMinutes(5);

    /// <summary>For how long the last good set goes on being used when no visit succeeds.</summary>
    public static readonly TimeSpan KeptWhenDown = TimeSpan.FromHours(24);

    /// <summary>Between visits for unknown key IDs, and after a first failure.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // Where each visit fails, there are no more of them than where each succeeds.
    private static readonly TimeSpan LongestPause = DefaultAge;

    private readonly ConcurrentDictionary<JwksUri, CachedJwks> _held = new();
    private readonly Func<JwksUri, CancellationToken, Task<JwksFetchOutcome>> _fetch;
    private readonly TimeProvider _clock;
    private readonly Action<Exception>? _broke;

    /// <summary><paramref name="broke"/> is told of a visit that broke, for the log: nobody else learns of it.</summary>
    public ClientJwksCache(JwksFetcher fetcher, PortalMetrics metrics, TimeProvider clock, Action<Exception>? broke = null)
        : this((uri, cancellation) => FetchAsync(fetcher, metrics, uri, cancellation), clock, broke)
    {
    }

    internal ClientJwksCache(Func<JwksUri, CancellationToken, Task<JwksFetchOutcome>> fetch, TimeProvider clock, Action<Exception>? broke = null) =>
        (_fetch, _clock, _broke) = (fetch, clock, broke);

    internal int Capacity { get; init; } = 10_000;

    /// <summary>
    /// The keys with this key ID, or all when the assertion names none. It visits the URL at most once, and only when that may help.
    /// </summary>
    public ValueTask<JwksAnswer> FindKeysAsync(JwksUri uri, string? keyId, CancellationToken cancellation) =>
        Take(uri).FindAsync(keyId, cancellation);

    /// <summary>All keys again, for an assertion without a key ID that was signed with none of those that were answered before.</summary>
    public ValueTask<JwksAnswer> FindNewerKeysAsync(JwksUri uri, JwksAnswer tried, CancellationToken cancellation) =>
        Take(uri).FindNewerAsync(tried, cancellation);

    /// <summary>Visits the URL now, whatever is held and whatever pause there is.</summary>
    public Task<JwksFetchOutcome> RefreshAsync(JwksUri uri, CancellationToken cancellation) => Take(uri).RefreshAsync(cancellation);

    /// <summary>None when the URL was never needed since the start.</summary>
    public JwksCacheView? Peek(JwksUri uri) => _held.GetValueOrDefault(uri)?.View();

    internal static TimeSpan PauseAfter(int failures)
    {
        var pause = Pause * Math.Pow(2, Math.Min(failures, 10) - 1);
        return pause < LongestPause ? pause : LongestPause;
    }

    private static async Task<JwksFetchOutcome> FetchAsync(
        JwksFetcher fetcher, PortalMetrics metrics, JwksUri uri, CancellationToken cancellation)
    {
        var outcome = await fetcher.FetchAsync(uri, cancellation);
        metrics.Fetched(outcome is JwksFetchOutcome.Fetched);
        return outcome;
    }

    private CachedJwks Take(JwksUri uri)
    {
        if (_held.TryGetValue(uri, out var held))
        {
            return held;
        }

        MakeRoom();
        return _held.GetOrAdd(uri, static (key, cache) => new CachedJwks(key, cache._fetch, cache._clock, cache._broke), this);
    }

    // A tenth at a time, so that a full cache is not sorted for each newcomer.
    private void MakeRoom()
    {
        if (_held.Count < Capacity)
        {
            return;
        }

        // Read once each: others go on asking while these are sorted.
        var byAge = _held.ToArray().Select(pair => (Pair: pair, pair.Value.LastAsked)).OrderBy(entry => entry.LastAsked);
        foreach (var oldest in byAge.Take((Capacity / 10) + 1))
        {
            _held.TryRemove(oldest.Pair);
        }
    }
}
