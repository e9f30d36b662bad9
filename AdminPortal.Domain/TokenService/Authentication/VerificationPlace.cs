namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>One request's place among those that wait for <see cref="VerificationTurns"/>, for all the checks that it takes.</summary>
internal sealed class VerificationPlace(VerificationTurns turns, string clientId, string? source, bool isCounted) : IDisposable
{
    /// <summary>
    /// Held until it is disposed of; none is needed, and nothing waits, where nobody is throttled. Who was not when the request came, and is by
    /// now, waits as well.
    /// </summary>
    public async ValueTask<IDisposable?> TakeTurnAsync(CancellationToken cancellation) =>
        isCounted || turns.IsThrottled(clientId, source) ? await turns.TakeAsync(cancellation) : null;

    public void Dispose()
    {
        if (isCounted)
        {
            turns.Leave();
        }
    }
}
