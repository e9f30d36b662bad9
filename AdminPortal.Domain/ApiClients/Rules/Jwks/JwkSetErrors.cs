namespace AdminPortal.Domain.ApiClients.Rules.Jwks;

/// <summary>Every way in which a whole document is not a JWK set (RFC 7517 section 5).</summary>
public static class JwkSetErrors
{
    public static PortalError NotJson { get; } =
        Because("not_json", $"The answer is not JSON, or is nested deeper than {JwkSet.MaxDepth} levels. A JWKS URL answers with a JWK set");

    public static PortalError NoKeys { get; } =
        Because("no_keys", "The answer is no JWK set: it should be one JSON object with one array named \"keys\"");

    public static PortalError TooManyKeys { get; } =
        Because("too_many", $"The JWK set holds more than {JwkSet.MaxKeys} keys. Publish only those that are in use");

    private static PortalError Because(string code, string message) => new($"jwks.{code}", message, ApiClientFields.JwksUri);
}
