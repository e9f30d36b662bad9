using AdminPortal.Domain.ApiClients.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Jwks.Caching;

/// <summary>
/// What is held of one URL, and when it may be visited again: one visit at a time, a pause after each that failed (longer after each
/// further one), and a pause after each that did not know the key ID it was made for.
/// </summary>
internal sealed class CachedJwks(JwksUri uri, Func<JwksUri, CancellationToken, Task<JwksFetchOutcome>> fetch, TimeProvider clock)
{
    private readonly Lock _gate = new();

    // A monotonic clock: setting the machine's time back must not prolong the life of a withdrawn key.
    private readonly long _start = clock.GetTimestamp();
    private volatile HeldKeys? _held;
    private (JwksFailure? Kind, DateTimeOffset At)? _failure;
    private int _failures;
    private TimeSpan _nextVisit = TimeSpan.MinValue;
    private TimeSpan _nextVisitForKeyId = TimeSpan.MinValue;
    private Task<JwksFetchOutcome>? _visit;
    private long _lastAsked = clock.GetTimestamp();

    private TimeSpan Now => clock.GetElapsedTime(_start);

    public long LastAsked => Volatile.Read(ref _lastAsked);

    public ValueTask<JwksAnswer> FindAsync(string? keyId, CancellationToken cancellation)
    {
        Volatile.Write(ref _lastAsked, clock.GetTimestamp());
        return _held is { } held && held.IsFresh(Now) && held.Knows(keyId) ? new(held.Answer(keyId)) : FindByVisitAsync(keyId, cancellation);
    }

    /// <summary>A visit whatever the pauses say; it joins one that is under way.</summary>
    public Task<JwksFetchOutcome> RefreshAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
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

    private async ValueTask<JwksAnswer> FindByVisitAsync(string? keyId, CancellationToken cancellation)
    {
        await VisitFor(keyId).WaitAsync(cancellation);
        return AnswerAfterVisit(keyId);
    }

    // Done already when a visit would not help, or comes too soon.
    private Task VisitFor(string? keyId)
    {
        lock (_gate)
        {
            var now = Now;
            var isFresh = _held is { } held && held.IsFresh(now);
            if (isFresh && _held!.Knows(keyId))
            {
                return Task.CompletedTask;
            }

            if (_visit is null && now >= _nextVisit && (!isFresh || now >= _nextVisitForKeyId))
            {
                _nextVisitForKeyId = isFresh ? now + ClientJwksCache.Pause : _nextVisitForKeyId;
                // Nobody's request in particular: others wait for it too, and whoever gives up does not end it for them.
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

            // A set that has only just come does not know this key ID: asking again at once would bring the same set.
            if (!held.Knows(keyId) && held.FetchedAt + ClientJwksCache.Pause > _nextVisitForKeyId)
            {
                _nextVisitForKeyId = held.FetchedAt + ClientJwksCache.Pause;
            }

            return _failure is null ? held.Answer(keyId) : held.Answer(keyId) with { Failure = _failure?.Kind };
        }
    }

    private async Task<JwksFetchOutcome> VisitAsync()
    {
        JwksFetchOutcome? outcome = null;
        try
        {
            return outcome = await fetch(uri, CancellationToken.None);
        }
        finally
        {
            lock (_gate)
            {
                _visit = null;
                Keep(outcome);
            }
        }
    }

    // None when the visit itself broke: that is an exception for whoever waits, and a pause like any other failure.
    private void Keep(JwksFetchOutcome? outcome)
    {
        if (outcome is JwksFetchOutcome.Fetched fetched)
        {
            (_held, _failure, _failures, _nextVisit) = (new HeldKeys(fetched, Now), null, 0, TimeSpan.MinValue);
            return;
        }

        _failures++;
        _failure = ((outcome as JwksFetchOutcome.Failed)?.Failure, clock.GetUtcNow());
        _nextVisit = Now + ClientJwksCache.PauseAfter(_failures);
    }
}
