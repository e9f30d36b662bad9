namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>Why nothing is shown or done of a token. The page shows these sentences as they stand.</summary>
public static class TokenErrors
{
    public static PortalError NotFound { get; } = new("token.not_found", "No token of this ID is on record: its time is over, or it never was");
}
