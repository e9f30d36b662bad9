using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Jwks.Caching;

/// <summary>
/// The cached keys of one URL, and when it may be fetched again: one fetch at a time (single-flight), a back-off after each failure
/// (growing with each further one), and a pause after each fetch made for keys newer than a set that was still fresh.
/// </summary>
internal sealed class CachedJwks(
    JwksUri uri, Func<JwksUri, CancellationToken, Task<JwksFetchOutcome>> fetch, TimeProvider clock, Action<Exception>? broke)
{
    private readonly Lock _gate = new();

    // A monotonic clock: setting the machine's time back must not prolong the life of a withdrawn key.
    private readonly long _start = clock.GetTimestamp();
    private volatile HeldKeys? _held;
    private (JwksFailure Kind, DateTimeOffset At)? _failure;
    private int _failures;
    private TimeSpan _nextVisit = TimeSpan.MinValue;
    private TimeSpan _nextVisitForNewer = TimeSpan.MinValue;
    private string? _visitedFor;
    private bool _isVisitedByPerson;
    private Task<JwksFetchOutcome>? _visit;
    private long _lastAsked = clock.GetTimestamp();

    private TimeSpan Now => clock.GetElapsedTime(_start);

    public long LastAsked => Volatile.Read(ref _lastAsked);

    public ValueTask<JwksAnswer> FindAsync(string? keyId, CancellationToken cancellation)
    {
        Volatile.Write(ref _lastAsked, clock.GetTimestamp());
        return _held is { } held && held.IsFresh(Now) && held.Knows(keyId)
            ? new(held.Answer(keyId))
            : FindByVisitAsync(keyId, held => held.Knows(keyId), cancellation);
    }

    /// <summary>
    /// All keys, for an assertion that names none and was signed with none of those returned before: an older set is fetched again, as
    /// rarely as for an unknown key ID.
    /// </summary>
    public ValueTask<JwksAnswer> FindNewerAsync(JwksAnswer tried, CancellationToken cancellation) =>
        FindByVisitAsync(null, held => held.FetchedAt != tried.FetchedAt || Now < held.FetchedAt + ClientJwksCache.Pause, cancellation);

    /// <summary>
    /// Fetches regardless of the back-off, and starts none when it fails: previewing a URL before its server is up must not block it. Joins
    /// a fetch that is already running.
    /// </summary>
    public Task<JwksFetchOutcome> RefreshAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            _isVisitedByPerson |= _visit is null;
            _visit ??= Task.Run(VisitAsync, CancellationToken.None);
            return _visit.WaitAsync(cancellation);
        }
    }

    public JwksCacheView View()
    {
        lock (_gate)
        {
            var now = Now;
            DateTimeOffset WallClock(TimeSpan at) => clock.GetUtcNow() + (at - now);
            var next = _held is { } held && held.FreshUntil > _nextVisit ? held.FreshUntil : _nextVisit;
            return new JwksCacheView(
                _held is { } set && set.IsUsable(now) ? set.Set : null,
                _held is { } good ? WallClock(good.FetchedAt) : null,
                WallClock(next > now ? next : now),
                _failure?.Kind,
                _failure?.At);
        }
    }

    private async ValueTask<JwksAnswer> FindByVisitAsync(string? keyId, Predicate<HeldKeys> suffices, CancellationToken cancellation)
    {
        try
        {
            await VisitFor(keyId, suffices).WaitAsync(cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // The failure is logged by the fetch. For a token request it means a key that was not found; the last good set stays in use.
        }

        return AnswerAfterVisit(keyId);
    }

    // Completes at once when a fetch would not help, or comes too soon.
    private Task VisitFor(string? keyId, Predicate<HeldKeys> suffices)
    {
        lock (_gate)
        {
            var now = Now;
            var isFresh = _held is { } held && held.IsFresh(now);
            if (isFresh && suffices(_held!))
            {
                return Task.CompletedTask;
            }

            if (_visit is null && now >= _nextVisit && (!isFresh || now >= _nextVisitForNewer))
            {
                _nextVisitForNewer = isFresh ? now + ClientJwksCache.Pause : _nextVisitForNewer;
                _visitedFor = keyId;
                // Not tied to the cancellation of one request: others wait for it too.
                _visit = Task.Run(VisitAsync, CancellationToken.None);
            }

            return _visit ?? Task.CompletedTask;
        }
    }

    private JwksAnswer AnswerAfterVisit(string? keyId)
    {
        lock (_gate)
        {
            if (_held is not { } held || !held.IsUsable(Now))
            {
                return new JwksAnswer([], [], _failure?.Kind);
            }

            PauseUnlessKnown(held, keyId);
            return _failure is null ? held.Answer(keyId) : held.Answer(keyId) with { Failure = _failure?.Kind };
        }
    }

    // A freshly fetched set does not contain this key ID: fetching again at once would return the same set.
    private void PauseUnlessKnown(HeldKeys held, string? keyId)
    {
        if (!held.Knows(keyId) && held.FetchedAt + ClientJwksCache.Pause > _nextVisitForNewer)
        {
            _nextVisitForNewer = held.FetchedAt + ClientJwksCache.Pause;
        }
    }

    private async Task<JwksFetchOutcome> VisitAsync()
    {
        JwksFetchOutcome? outcome = null;
        try
        {
            return outcome = await fetch(uri, CancellationToken.None);
        }
        catch (Exception fault)
        {
            broke?.Invoke(fault);
            throw;
        }
        finally
        {
            lock (_gate)
            {
                _visit = null;
                Keep(outcome);
                (_visitedFor, _isVisitedByPerson) = (null, false);
            }
        }
    }

    // Null when the fetch itself threw: an exception for a waiting person, and a back-off like any other failure.
    private void Keep(JwksFetchOutcome? outcome)
    {
        if (outcome is JwksFetchOutcome.Fetched fetched)
        {
            (_held, _failure, _failures, _nextVisit) = (new HeldKeys(fetched, Now), null, 0, TimeSpan.MinValue);
            // Set here and not only by the waiting request: a request that comes in between must find the pause.
            PauseUnlessKnown(_held, _visitedFor);
            return;
        }

        _failure = ((outcome as JwksFetchOutcome.Failed)?.Failure ?? new JwksFailure.Broken(), clock.GetUtcNow());
        if (!_isVisitedByPerson)
        {
            _failures++;
            _nextVisit = Now + ClientJwksCache.PauseAfter(_failures);
        }
    }
}
