using System.Globalization;
using AdminPortal.Domain.AccessTokens.Listing;

namespace AdminPortal.Tokens.Viewing;

/// <summary>What a claim means, in a few words (RFC 7519, RFC 9068).</summary>
internal static class ClaimWords
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["typ"] = "What it is: an access token",
        ["alg"] = "How it is signed",
        ["kid"] = "The signing key, as the key set names it",
        ["iss"] = "Who issued it: this portal",
        ["sub"] = "Whom it speaks for: the client itself",
        ["client_id"] = "The client that asked for it",
        ["aud"] = "The API it is meant for; others must refuse it",
        ["scope"] = "What it allows there",
        ["iat"] = "When it was issued",
        ["nbf"] = "From when on it counts",
        ["exp"] = "When it ends",
        ["jti"] = "Its own ID, by which it is revoked",
        ["service-info"] = "Service, role and organisation behind each scope",
    };

    public static string MeaningOf(TokenClaim claim) => Meanings.GetValueOrDefault(claim.Name, "");

    /// <summary>The instant that a numeric date stands for; null for any other claim.</summary>
    public static DateTimeOffset? TimeOf(TokenClaim claim) =>
        claim.Name is "iat" or "nbf" or "exp" && long.TryParse(claim.Value, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
