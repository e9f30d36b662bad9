using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Requests;

namespace AdminPortal.Domain.TokenService.PresentedTokens;

/// <summary>
/// Counts the tokens of nobody that a client asks about (RFC 7662 section 4): each is a guess, or a mistake that looks like one. Guesses
/// only: a real token is answered however many guesses came before it.
/// </summary>
public sealed class TokenGuesses(TokenServiceOptions options, TimeProvider clock)
{
    private readonly FailureThrottle _guesses = new(options.FailuresPerMinute, TimeSpan.FromMinutes(1), clock);

    /// <summary>Null while a guess may still be answered like any token that does not live.</summary>
    internal TokenError? Count(ClientSnapshot client, PresentedRequest presented)
    {
        var state = _guesses.RecordFailure(client.Id.Value, presented.SourceAddress);
        return state.IsThrottled
            ? new TokenError(TokenErrorCode.TooManyFailures, "too many tokens that are none of ours") { ClientId = client.Id.Value, RetryAfter = state.RetryAfter }
            : null;
    }
}
