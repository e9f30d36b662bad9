using AdminPortal.Domain.TokenService.Requests;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// Counts failed authentications for all endpoints together: whoever guesses at one has guessed at each. Failures only: whoever guesses must
/// wait, the client whose ID is being guessed must not (its right secret never gets here).
/// </summary>
public sealed class AuthenticationThrottle(TokenServiceOptions options, TimeProvider clock)
{
    private readonly FailureThrottle _failures = new(options.FailuresPerMinute, TimeSpan.FromMinutes(1), clock);

    /// <summary>The refusal as it is to be answered now.</summary>
    internal TokenError Count(TokenError error, PresentedRequest presented)
    {
        if (error.Code != TokenErrorCode.InvalidClient)
        {
            return error;
        }

        var state = _failures.RecordFailure(error.ClientId ?? "", presented.SourceAddress);
        return state.IsThrottled ? error with { Code = TokenErrorCode.TooManyFailures, RetryAfter = state.RetryAfter } : error;
    }
}
