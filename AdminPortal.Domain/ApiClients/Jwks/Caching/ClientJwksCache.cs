using System.Collections.Concurrent;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.Telemetry;

namespace AdminPortal.Domain.ApiClients.Jwks.Caching;

// This room caches the keys that clients publish, so that a token costs no fetch. It protects two bounds: how long a withdrawn key keeps
// working, and how often a stranger's server is contacted, whatever key IDs are made up. It must never let one caller's cancellation affect
// the others.

/// <summary>
/// The keys behind each JWKS URL, fetched when first needed and again when they are no longer fresh or an assertion names a key ID they
/// do not contain (OpenID Connect Core section 10.1.1). Clients that name the same URL share one entry.
/// </summary>
public sealed class ClientJwksCache
{
    public static readonly TimeSpan MinAge = TimeSpan.FromMinutes(1);

    /// <summary>Upper bound on how long a key keeps working after its publisher removed it.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    /// <summary>Used when the publisher does not say.</summary>
    public static readonly TimeSpan DefaultAge = TimeSpan.FromMinutes(5);

    /// <summary>How long the last good set stays in use when every fetch fails.</summary>
    public static readonly TimeSpan KeptWhenDown = TimeSpan.FromHours(24);

    /// <summary>Between fetches for unknown key IDs, and after a first failure.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // If every fetch fails, there are no more of them than if every fetch succeeds.
    private static readonly TimeSpan LongestPause = DefaultAge;

    private readonly ConcurrentDictionary<JwksUri, CachedJwks> _held = new();
    private readonly Func<JwksUri, CancellationToken, Task<JwksFetchOutcome>> _fetch;
    private readonly TimeProvider _clock;
    private readonly Action<Exception>? _broke;

    /// <summary><paramref name="broke"/> receives the exception of a fetch that threw, for the log: nothing else reports it.</summary>
    public ClientJwksCache(JwksFetcher fetcher, PortalMetrics metrics, TimeProvider clock, Action<Exception>? broke = null)
        : this((uri, cancellation) => FetchAsync(fetcher, metrics, uri, cancellation), clock, broke)
    {
    }

    internal ClientJwksCache(Func<JwksUri, CancellationToken, Task<JwksFetchOutcome>> fetch, TimeProvider clock, Action<Exception>? broke = null) =>
        (_fetch, _clock, _broke) = (fetch, clock, broke);

    internal int Capacity { get; init; } = 10_000;

    /// <summary>
    /// The keys with this key ID, or all when the assertion names none. Fetches the URL at most once, and only when that may help.
    /// </summary>
    public ValueTask<JwksAnswer> FindKeysAsync(JwksUri uri, string? keyId, CancellationToken cancellation) =>
        Take(uri).FindAsync(keyId, cancellation);

    /// <summary>All keys again, for an assertion without a key ID that was signed with none of those returned before.</summary>
    public ValueTask<JwksAnswer> FindNewerKeysAsync(JwksUri uri, JwksAnswer tried, CancellationToken cancellation) =>
        Take(uri).FindNewerAsync(tried, cancellation);

    /// <summary>Fetches the URL now, regardless of cache and back-off.</summary>
    public Task<JwksFetchOutcome> RefreshAsync(JwksUri uri, CancellationToken cancellation) => Take(uri).RefreshAsync(cancellation);

    /// <summary>Null when the URL has not been needed since the start.</summary>
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

    // A tenth at a time, so that a full cache is not sorted for each new entry.
    private void MakeRoom()
    {
        if (_held.Count < Capacity)
        {
            return;
        }

        // Read once each: concurrent requests update LastAsked while these are sorted.
        var byAge = _held.ToArray().Select(pair => (Pair: pair, pair.Value.LastAsked)).OrderBy(entry => entry.LastAsked);
        foreach (var oldest in byAge.Take((Capacity / 10) + 1))
        {
            _held.TryRemove(oldest.Pair);
        }
    }
}
