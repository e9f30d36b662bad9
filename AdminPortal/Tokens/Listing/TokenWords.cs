using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Shell.Time;

namespace AdminPortal.Tokens.Listing;

/// <summary>What became of a token, and how long it has left, in words.</summary>
internal static class TokenWords
{
    /// <summary>"Revoked by alice".</summary>
    public static string Of(TokenEnding ending)
    {
        var what = ending.Cause switch
        {
            TokenEndCause.ClientDisabled => "Client set to Inactive",
            TokenEndCause.ClientDeleted => "Client deleted",
            TokenEndCause.AllRevoked => "All tokens revoked",
            TokenEndCause.SigningKeyRevoked => "Signing key replaced",
            _ => "Revoked",
        };
        return ending.By is { Length: > 0 } by ? $"{what} by {by}" : what;
    }

    /// <summary>"in 43 minutes".</summary>
    public static string Until(DateTimeOffset end, DateTimeOffset now) => RelativeTime.Describe(end, now) ?? "in more than a week";
}
