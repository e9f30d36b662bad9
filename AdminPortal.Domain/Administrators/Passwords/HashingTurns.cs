namespace AdminPortal.Domain.Administrators.Passwords;

/// <summary>Who asks for a password to be verified; each kind waits among its own.</summary>
public enum HashingLane
{
    Strangers,
    KnownBrowsers,
    SignedIn,
}

/// <summary>
/// Bounds the work of verifying passwords, which is slow on purpose: a few at a time, and a short queue behind them for each lane. Strangers
/// can fill their own queue from as many networks as they have; a browser that has signed in before and a person in a session never wait
/// behind them.
/// </summary>
public sealed class HashingTurns : IDisposable
{
    /// <summary>About as many as are served within two seconds; whoever comes beyond that is better off trying again.</summary>
    internal const int MostWaiting = 20;

    private readonly Lane _strangers = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lane _knownBrowsers = new(1);
    private readonly Lane _signedIn = new(1);

    public void Dispose()
    {
        _strangers.Dispose();
        _knownBrowsers.Dispose();
        _signedIn.Dispose();
    }

    /// <summary>A turn, given back by disposing it; null at once when too many wait already.</summary>
    internal Task<IDisposable?> EnterAsync(HashingLane lane, CancellationToken cancellation) => lane switch
    {
        HashingLane.SignedIn => _signedIn.EnterAsync(cancellation),
        HashingLane.KnownBrowsers => _knownBrowsers.EnterAsync(cancellation),
        _ => _strangers.EnterAsync(cancellation),
    };

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
