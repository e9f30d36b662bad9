namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>Why a token cannot be shown or revoked. The page shows these sentences verbatim.</summary>
public static class TokenErrors
{
    public static PortalError NotFound { get; } = new(
        "token.not_found",
        "No token with this ID is on record: its retention period is over, or it never existed");
}
