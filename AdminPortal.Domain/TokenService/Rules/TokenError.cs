namespace AdminPortal.Domain.TokenService.Rules;

// This room owns the path from a token request to an access token. It protects two things: no token is issued unless credentials were
// verified in this very request, and a refusal reveals nothing that helps to guess. It must never depend on a page or on HTTP.

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
/// <see cref="TokenErrorCode.InvalidRequest"/> goes out too: it is one of our own sentences and concerns only the request's form.
/// </summary>
public sealed record TokenError(TokenErrorCode Code, string Reason)
{
    /// <summary>The client ID as it was presented, if one was.</summary>
    public string? ClientId { get; init; }

    /// <summary>
    /// Whether this very request proved to come from that client; otherwise it only claims so, as anyone can. A right but expired
    /// credential proves the sender, though it grants nothing.
    /// </summary>
    public bool IsProved { get; init; }

    /// <summary>How the client was presented (<see cref="Rules.Requests.PresentedMethod"/>); null when the request was not read that far.</summary>
    public string? Method { get; init; }

    public TimeSpan? RetryAfter { get; init; }
}
