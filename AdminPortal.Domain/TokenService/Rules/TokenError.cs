using AdminPortal.Domain.TokenService.Rules.Requests;

namespace AdminPortal.Domain.TokenService.Rules;

// This room owns the way from a token request to an access token. It protects two things: nobody gets a token whose credentials were
// not verified in this very request, and a refusal tells the caller nothing that helps to guess. It must never know a page or HTTP.

/// <summary>Why there is no token, as far as the caller may know.</summary>
public enum TokenErrorCode
{
    InvalidRequest,
    NotPosted,
    RequestTooLarge,
    InvalidClient,
    UnsupportedGrantType,
    InvalidScope,
    InvalidTarget,
    TooManyFailures,
    StoreUnavailable,
    ServerError,
}

/// <summary>
/// A refusal in two voices: the code is for the caller, the reason for the log. Only the reason of
/// <see cref="TokenErrorCode.InvalidRequest"/> goes out too: it is one of our own sentences and speaks of the request's form alone.
/// </summary>
public sealed record TokenError(TokenErrorCode Code, string Reason)
{
    /// <summary>The client ID as it was presented, if one was.</summary>
    public string? ClientId { get; init; }

    /// <summary>
    /// Whether this very request proved to come from that client; otherwise it only says so, as anybody can. A credential that was right and
    /// has expired is a proof of who sent it, though not one that opens anything.
    /// </summary>
    public bool IsProved { get; init; }

    /// <summary>How the client was presented (<see cref="Rules.Requests.PresentedMethod"/>); null when the request was not read that far.</summary>
    public string? Method { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}
