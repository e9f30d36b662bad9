namespace AdminPortal.Domain.TokenService.Rules.Authentication;

/// <summary>
/// Counts refusals of requests that did not prove their sender, for all endpoints together: guessing at one is guessing at all, and a
/// malformed request that names a client costs as much as a guess. Only refusals count: the guesser must wait, but not the client whose ID
/// is being guessed (requests with its right credentials never get here).
/// </summary>
public sealed class AuthenticationThrottle(TokenServiceOptions options, TimeProvider clock)
{
    private readonly FailureThrottle _failures = new(options.FailuresPerMinute, TimeSpan.FromMinutes(1), clock);

    /// <summary>Whether the next failure of this client ID from this address would be throttled.</summary>
    internal bool IsThrottled(string clientId, string? source) => _failures.Check(clientId, source).IsThrottled;

    /// <summary>The refusal to answer with now: the original one, or the throttled one.</summary>
    public TokenError Count(TokenError error, string? source)
    {
        if (error.IsProved || error.Code is TokenErrorCode.StoreUnavailable or TokenErrorCode.ServerError)
        {
            return error;
        }

        var state = _failures.RecordFailure(error.ClientId ?? "", source);
        return state.IsThrottled ? error with { Code = TokenErrorCode.TooManyFailures, RetryAfter = state.RetryAfter } : error;
    }
}
