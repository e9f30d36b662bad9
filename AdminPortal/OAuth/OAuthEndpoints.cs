using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Hosting;
using AdminPortal.Hosting.Headers;
using AdminPortal.Hosting.Settings;

namespace AdminPortal.OAuth;

// This room owns the OAuth endpoints on the wire: addresses, status codes, headers, JSON. It protects the two voices of a refusal: the
// caller reads a fixed sentence, the log has the reason. It must never decide who gets a token, nor trust a request about its own address:
// every URL it returns begins with the configured issuer.

/// <summary>The OAuth endpoints as services and routes.</summary>
internal static class OAuthEndpoints
{
    public static void AddOAuth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<PortalOptions>();
            return new TokenServiceOptions
            {
                Issuer = options.Issuer,
                FailuresPerMinute = options.Throttling.FailuresPerMinute,
                Assertions = new(
                    options.Assertions.AdditionalAudiences, options.Assertions.RequireJwtId, TimeSpan.FromMinutes(options.Assertions.MaxLifetimeMinutes)),
            };
        });
        builder.Services.AddSingleton(provider =>
            new Domain.ApiClients.Rules.Jwks.Fetching.JwksFetchOptions(provider.GetRequiredService<PortalOptions>().JwksFetch.AllowedHosts));
        builder.Services.AddSingleton(provider =>
            new Domain.SigningKeys.Rules.SigningKeyOptions { Algorithm = provider.GetRequiredService<PortalOptions>().Tokens.SigningAlgorithm });
        builder.Services.AddSingleton(RefusalLogBounds.Default);
        builder.Services.AddSingleton<RefusalLog>();
        builder.Services.AddSingleton<TokenErrorResponse>();
        builder.Services.AddSingleton<PostedForm>();
        builder.Services.AddSingleton<TokenEndpoint>();
        builder.Services.AddSingleton<IntrospectionEndpoint>();
        builder.Services.AddSingleton<RevocationEndpoint>();
    }

    public static void MapOAuth(this WebApplication app)
    {
        var issuer = app.Services.GetRequiredService<PortalOptions>().Issuer;
        var keys = new KeySetDocument(app.Services.GetRequiredService<Domain.SigningKeys.SigningKeyRing>());

        // Every HTTP method is handled here: the framework's own 405 response has no JSON.
        app.Map(OAuthPaths.Token, app.Services.GetRequiredService<TokenEndpoint>().HandleAsync).LeavesBeforeContentPolicy();
        app.Map(OAuthPaths.Introspection, app.Services.GetRequiredService<IntrospectionEndpoint>().HandleAsync).LeavesBeforeContentPolicy();
        app.Map(OAuthPaths.Revocation, app.Services.GetRequiredService<RevocationEndpoint>().HandleAsync).LeavesBeforeContentPolicy();
        app.Map(OAuthPaths.Keys, keys.HandleAsync).LeavesBeforeContentPolicy();
        app.Map(OAuthPaths.AuthorizationServerMetadata, PublicDocument.Of(new ServerMetadata(issuer)).HandleAsync).LeavesBeforeContentPolicy();
        app.Map(OAuthPaths.OpenIdConfiguration, PublicDocument.Of(ServerMetadata.ForOpenId(issuer)).HandleAsync).LeavesBeforeContentPolicy();
    }
}
