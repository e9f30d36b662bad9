namespace AdminPortal.Domain.Administrators.Passwords;

/// <summary>Who requests a password verification; each kind has its own queue.</summary>
public enum HashingLane
{
    Strangers,
    KnownBrowsers,
    SignedIn,
}

/// <summary>
/// Back-pressure on password verification, which is deliberately slow: a few at a time, and a short queue for each lane. Strangers can fill
/// their own queue from as many networks as they have; a browser that has signed in before and a person in a session never wait behind them
/// (no starvation). Nor can one such browser, from wherever its cookie is sent, fill the queue of all the others.
/// </summary>
public sealed class HashingTurns : IDisposable
{
    /// <summary>About as many as are served within two seconds; beyond that, trying again is better than waiting.</summary>
    internal const int MostWaiting = 20;

    /// <summary>How many places of the known browsers' queue one of them may take; beyond that it waits among strangers.</summary>
    internal const int MostOfOneBrowser = 3;

    private readonly Lock _counting = new();
    private readonly Dictionary<string, int> _placesOf = new(StringComparer.Ordinal);
    private readonly Lane _strangers = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lane _knownBrowsers = new(1);
    private readonly Lane _signedIn = new(1);

    public void Dispose()
    {
        _strangers.Dispose();
        _knownBrowsers.Dispose();
        _signedIn.Dispose();
    }

    /// <summary>A turn, returned by disposing it; null at once when the queue is full.</summary>
    internal Task<IDisposable?> EnterAsync(HashingLane lane, CancellationToken cancellation) => lane switch
    {
        HashingLane.SignedIn => _signedIn.EnterAsync(cancellation),
        HashingLane.KnownBrowsers => _knownBrowsers.EnterAsync(cancellation),
        _ => _strangers.EnterAsync(cancellation),
    };

    /// <summary>As <see cref="EnterAsync"/>, for a browser with the ID it got when it signed in before.</summary>
    internal async Task<IDisposable?> EnterAsKnownAsync(string browser, CancellationToken cancellation)
    {
        if (!TryTakePlace(browser))
        {
            return await EnterAsync(HashingLane.Strangers, cancellation);
        }

        IDisposable? turn = null;
        try
        {
            turn = await EnterAsync(HashingLane.KnownBrowsers, cancellation);
            return turn is null ? null : new PlaceOfBrowser(this, browser, turn);
        }
        finally
        {
            if (turn is null)
            {
                LeavePlace(browser);
            }
        }
    }

    private bool TryTakePlace(string browser)
    {
        lock (_counting)
        {
            var taken = _placesOf.GetValueOrDefault(browser);
            if (taken >= MostOfOneBrowser)
            {
                return false;
            }

            _placesOf[browser] = taken + 1;
            return true;
        }
    }

    private void LeavePlace(string browser)
    {
        lock (_counting)
        {
            if (--_placesOf[browser] == 0)
            {
                _placesOf.Remove(browser);
            }
        }
    }

    private sealed class PlaceOfBrowser(HashingTurns turns, string browser, IDisposable turn) : IDisposable
    {
        public void Dispose()
        {
            turn.Dispose();
            turns.LeavePlace(browser);
        }
    }

    private sealed class Lane(int atOnce) : IDisposable
    {
        private readonly SemaphoreSlim _turns = new(atOnce);
        private int _inside;

        public void Dispose() => _turns.Dispose();

        public async Task<IDisposable?> EnterAsync(CancellationToken cancellation)
        {
            if (Interlocked.Increment(ref _inside) > atOnce + MostWaiting)
            {
                Interlocked.Decrement(ref _inside);
                return null;
            }

            try
            {
                await _turns.WaitAsync(cancellation);
                return new Turn(this);
            }
            catch
            {
                Interlocked.Decrement(ref _inside);
                throw;
            }
        }

        private void Leave()
        {
            Interlocked.Decrement(ref _inside);
            _turns.Release();
        }

        private sealed class Turn(Lane lane) : IDisposable
        {
            public void Dispose() => lane.Leave();
        }
    }
}
