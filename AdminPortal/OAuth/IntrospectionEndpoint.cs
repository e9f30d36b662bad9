using System.Text.Json.Serialization;
using AdminPortal.Domain.TokenService.PresentedTokens;

namespace AdminPortal.OAuth;

/// <summary><c>POST /oauth2/v1/introspect</c> (RFC 7662).</summary>
internal sealed class IntrospectionEndpoint(IntrospectToken introspectToken, PostedForm posted)
{
    public Task HandleAsync(HttpContext context) => posted.AnswerAsync(context, introspectToken.ExecuteAsync, WriteAsync);

    private static Task WriteAsync(HttpContext context, Introspection introspection) => introspection.Active is { } token
        ? OAuthJson.WriteAsync(context, StatusCodes.Status200OK, Live.Of(token))
        : OAuthJson.WriteAsync(context, StatusCodes.Status200OK, new NotLive(Active: false));

    private sealed record NotLive([property: JsonPropertyName("active")] bool Active);

    private sealed record Live(
        [property: JsonPropertyName("active")] bool Active,
        [property: JsonPropertyName("client_id")] string ClientId,
        [property: JsonPropertyName("scope")] string Scope,
        [property: JsonPropertyName("exp")] long ExpiresAt,
        [property: JsonPropertyName("iat")] long IssuedAt,
        [property: JsonPropertyName("nbf")] long NotBefore,
        [property: JsonPropertyName("sub")] string Subject,
        [property: JsonPropertyName("aud")] string Audience,
        [property: JsonPropertyName("iss")] string Issuer,
        [property: JsonPropertyName("jti")] string JwtId,
        [property: JsonPropertyName("token_type")] string TokenType)
    {
        // As the token itself has them: the client is its own subject, and a token holds from the moment of its issue.
        public static Live Of(IntrospectedToken token) => new(
            Active: true,
            token.ClientId,
            token.Scope,
            token.ExpiresAt.ToUnixTimeSeconds(),
            token.IssuedAt.ToUnixTimeSeconds(),
            token.IssuedAt.ToUnixTimeSeconds(),
            token.ClientId,
            token.Audience,
            token.Issuer,
            token.JwtId.ToString(),
            "Bearer");
    }
}
