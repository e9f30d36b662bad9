using System.Globalization;
using AdminPortal.Domain.AccessTokens.Listing;

namespace AdminPortal.Tokens.Viewing;

/// <summary>What a claim means, in a few words (RFC 7519, RFC 9068).</summary>
internal static class ClaimWords
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["typ"] = "Type: an access token",
        ["alg"] = "How it is signed",
        ["kid"] = "The signing key's ID in the key set",
        ["iss"] = "Who issued it: this portal",
        ["sub"] = "Subject: the client itself",
        ["client_id"] = "The client that requested it",
        ["aud"] = "The API it is meant for; others must reject it",
        ["scope"] = "What it allows there",
        ["iat"] = "When it was issued",
        ["nbf"] = "When it becomes valid",
        ["exp"] = "When it expires",
        ["jti"] = "Its unique ID, used to revoke it",
        ["service-info"] = "Service, role and organisation behind each scope",
    };

    public static string MeaningOf(TokenClaim claim) => Meanings.GetValueOrDefault(claim.Name, "");

    /// <summary>The instant that a NumericDate stands for; null for any other claim.</summary>
    public static DateTimeOffset? TimeOf(TokenClaim claim) =>
        claim.Name is "iat" or "nbf" or "exp" && long.TryParse(claim.Value, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
