namespace AdminPortal.Domain.TokenService.Rules.Authentication;

/// <summary>
/// Counts the refusals of requests that did not prove who sent them, for all endpoints together: whoever guesses at one has guessed at each,
/// and a malformed request that names a client costs as much as a guess. Refusals only: whoever guesses must wait, the client whose ID is
/// being guessed must not (its right credentials never get here).
/// </summary>
public sealed class AuthenticationThrottle(TokenServiceOptions options, TimeProvider clock)
{
    private readonly FailureThrottle _failures = new(options.FailuresPerMinute, TimeSpan.FromMinutes(1), clock);

    /// <summary>Whether the next failure of this client ID from this address would be answered with "later".</summary>
    internal bool IsThrottled(string clientId, string? source) => _failures.Check(clientId, source).IsThrottled;

    /// <summary>The refusal as it is to be answered now.</summary>
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
