using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Rules.Jwks;

/// <summary>Every way in which a JWKS URL or its preview is refused. The page shows these sentences verbatim.</summary>
public static class JwksErrors
{
    public static PortalError NotHttps { get; } = OnUri("not_https", "Enter a URL that starts with https://");

    public static PortalError TooLong { get; } = OnUri("too_long", $"URL must be {JwksUri.MaxLength} characters or fewer");

    public static PortalError Malformed { get; } = OnUri("malformed", "Enter a complete URL, such as https://keys.example.com/jwks.json");

    public static PortalError HasUserInfo { get; } = OnUri("user_info", "URL must not contain a user name or password: keys are public");

    public static PortalError HasFragment { get; } = OnUri("fragment", "URL must not contain a fragment (# and what follows it)");

    public static PortalError HostIsNoAddress { get; } =
        OnUri("host_number", "A host that ends in a number must be an IPv4 address, such as 192.0.2.1");

    public static PortalError Blocked(BlockedAddress blocked) => OnUri("blocked", JwksFailureTexts.Blocked(blocked));

    public static PortalError TooManyPreviews(TimeSpan retryAfter) => new(
        "jwks.too_many_previews",
        $"Keys were fetched too often in the last minute. Try again in {Math.Ceiling(retryAfter.TotalSeconds):0} seconds");

    private static PortalError OnUri(string code, string message) => new($"jwks_uri.{code}", message, ApiClientFields.JwksUri);
}
