using AdminPortal.Domain.TokenService.Rules;

namespace AdminPortal.Hosting;

/// <summary>Where below the issuer the OAuth endpoints stand: for those that answer there, and for the pages that tell of them.</summary>
internal static class OAuthPaths
{
    public const string Token = TokenServiceOptions.TokenPath;
    public const string Introspection = "/oauth2/v1/introspect";
    public const string Revocation = "/oauth2/v1/revoke";
    public const string Keys = "/oauth2/v1/keys";
    public const string AuthorizationServerMetadata = "/.well-known/oauth-authorization-server";

    // Where OpenID Connect's clients look.
    public const string OpenIdConfiguration = "/.well-known/openid-configuration";
}
