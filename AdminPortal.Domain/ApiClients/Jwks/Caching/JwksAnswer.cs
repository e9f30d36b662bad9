using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Jwks.Caching;

/// <summary>
/// The keys of a JWKS URL that an assertion may be checked with, and for the diagnostics: the key IDs that are known, the keys that were
/// left out, and why the latest visit brought nothing (none when it did).
/// </summary>
public sealed record JwksAnswer(IReadOnlyList<PublishedKey> Keys, IReadOnlyList<string> KnownKeyIds, JwksFailure? Failure)
{
    public IReadOnlyList<LeftOutKey> LeftOut { get; init; } = [];

    /// <summary>When the keys were fetched, on the clock of their cache.</summary>
    internal TimeSpan FetchedAt { get; init; } = TimeSpan.MinValue;
}

/// <summary>
/// What is held of a JWKS URL, for a page to show; looking at it fetches nothing. <paramref name="Keys"/> is the last good set while it is
/// in use, <paramref name="LastGoodFetch"/> stands also when that set is too old; the first need from <paramref name="NextRefresh"/> on
/// fetches again. <paramref name="LastFailure"/> and <paramref name="FailedAt"/> are of the latest visit, none when it brought keys.
/// </summary>
public sealed record JwksCacheView(
    JwkSet? Keys, DateTimeOffset? LastGoodFetch, DateTimeOffset NextRefresh, JwksFailure? LastFailure, DateTimeOffset? FailedAt);
