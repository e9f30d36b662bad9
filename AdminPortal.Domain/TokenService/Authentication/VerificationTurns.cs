using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// Turns at checking signatures for whoever is throttled already: few at once, so that the guesses of one who was wrong thirty times a minute
/// take no more than a part of this machine from the others. The right assertion still succeeds; among the wrong ones it waits.
/// </summary>
public sealed class VerificationTurns(AuthenticationThrottle throttle) : IDisposable
{
    private const int ProcessorsEach = 4;

    private readonly SemaphoreSlim _turns = new(AtOnce);

    internal static int AtOnce => Math.Max(1, Environment.ProcessorCount / ProcessorsEach);

    public void Dispose() => _turns.Dispose();

    /// <summary>Held until it is disposed of; none is needed, and nothing waits, where nobody is throttled.</summary>
    internal async ValueTask<IDisposable?> TakeAsync(string clientId, string? source, CancellationToken cancellation)
    {
        if (!throttle.IsThrottled(clientId, source))
        {
            return null;
        }

        await _turns.WaitAsync(cancellation);
        return new Turn(_turns);
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
