namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// Turns at checking signatures for whoever is throttled already: few at once, so that the guesses of one who was wrong thirty times a minute
/// take no more than a part of this machine from the others. The right assertion still succeeds; among the wrong ones it waits, and where
/// too many wait it is told to come again, before anybody is looked up.
/// </summary>
public sealed class VerificationTurns(AuthenticationThrottle throttle) : IDisposable
{
    /// <summary>About as many as are served within a second, key sets that have to be fetched aside.</summary>
    internal const int MostWaiting = 200;

    /// <summary>The answer to whoever finds no place.</summary>
    internal static readonly TokenError TurnedAway =
        new(TokenErrorCode.TooManyFailures, "too many of those who failed too often wait to be verified") { RetryAfter = TimeSpan.FromSeconds(5) };

    private const int ProcessorsEach = 4;

    private readonly SemaphoreSlim _turns = new(AtOnce);
    private int _inside;

    internal static int AtOnce => Math.Max(1, Environment.ProcessorCount / ProcessorsEach);

    public void Dispose() => _turns.Dispose();

    /// <summary>A place for one request, whose turns it is for; it is held until it is disposed of. Null when all are taken.</summary>
    internal VerificationPlace? Enter(string clientId, string? source)
    {
        if (!IsThrottled(clientId, source))
        {
            return new VerificationPlace(this, clientId, source, isCounted: false);
        }

        if (Interlocked.Increment(ref _inside) <= AtOnce + MostWaiting)
        {
            return new VerificationPlace(this, clientId, source, isCounted: true);
        }

        Leave();
        return null;
    }

    internal bool IsThrottled(string clientId, string? source) => throttle.IsThrottled(clientId, source);

    internal async ValueTask<IDisposable> TakeAsync(CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        return new Turn(_turns);
    }

    internal void Leave() => Interlocked.Decrement(ref _inside);

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
