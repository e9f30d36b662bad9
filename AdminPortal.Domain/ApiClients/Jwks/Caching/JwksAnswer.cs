using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Jwks.Caching;

/// <summary>
/// The keys of a JWKS URL that an assertion may be checked with, and for diagnostics: the key IDs that are known, the keys that were left
/// out, and why the latest fetch failed (null when it did not).
/// </summary>
public sealed record JwksAnswer(IReadOnlyList<PublishedKey> Keys, IReadOnlyList<string> KnownKeyIds, JwksFailure? Failure)
{
    public IReadOnlyList<LeftOutKey> LeftOut { get; init; } = [];

    /// <summary>When the keys were fetched, on the clock of their cache.</summary>
    internal TimeSpan FetchedAt { get; init; } = TimeSpan.MinValue;
}

/// <summary>
/// What is cached of a JWKS URL, for a page to show; reading it fetches nothing. <paramref name="Keys"/> is the last good set while it is
/// in use, <paramref name="LastGoodFetch"/> is kept even when that set is too old; the first use after <paramref name="NextRefresh"/>
/// fetches again. <paramref name="LastFailure"/> and <paramref name="FailedAt"/> are of the latest fetch, null when it succeeded.
/// </summary>
public sealed record JwksCacheView(
    JwkSet? Keys, DateTimeOffset? LastGoodFetch, DateTimeOffset NextRefresh, JwksFailure? LastFailure, DateTimeOffset? FailedAt);
