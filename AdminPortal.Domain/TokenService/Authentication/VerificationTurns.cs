using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// Back-pressure on signature checks for callers that are already throttled: few at once, so that someone who was wrong thirty times a
/// minute cannot starve the others of this machine. The right assertion still succeeds; it queues among the wrong ones.
/// </summary>
public sealed class VerificationTurns(AuthenticationThrottle throttle) : IDisposable
{
    private const int ProcessorsEach = 4;

    private readonly SemaphoreSlim _turns = new(AtOnce);

    internal static int AtOnce => Math.Max(1, Environment.ProcessorCount / ProcessorsEach);

    public void Dispose() => _turns.Dispose();

    /// <summary>Held until disposed; where no caller is throttled, none is needed and nothing waits.</summary>
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
