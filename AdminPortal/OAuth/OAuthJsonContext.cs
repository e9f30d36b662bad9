using System.Text.Json;
using System.Text.Json.Serialization;
using AdminPortal.Domain.TokenService.Rules;

namespace AdminPortal.OAuth;

/// <summary>
/// How the bodies below are written: by code that the compiler generates, so that a token costs no reflection. Members have the standards'
/// names and order; what a body does not have is left out and never null.
/// </summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(ActiveTokenResponse))]
[JsonSerializable(typeof(InactiveTokenResponse))]
[JsonSerializable(typeof(ServerMetadata))]
[JsonSerializable(typeof(KeySet))]
internal sealed partial class OAuthJsonContext : JsonSerializerContext;

/// <summary>RFC 6749 section 5.1.</summary>
internal sealed record TokenResponse(string AccessToken, string TokenType, int ExpiresIn, string Scope)
{
    /// <summary>Its type's name: a token cannot be printed.</summary>
    public override string ToString() => nameof(TokenResponse);
}

/// <summary>RFC 6749 section 5.2.</summary>
internal sealed record ErrorResponse(string Error, string ErrorDescription);

/// <summary>RFC 7662 section 2.2, of a token that is none or no longer one: nothing but that.</summary>
internal sealed record InactiveTokenResponse(bool Active = false);

/// <summary>RFC 7662 section 2.2, of a token that lives.</summary>
internal sealed record ActiveTokenResponse(
    bool Active,
    string ClientId,
    string Scope,
    [property: JsonPropertyName("exp")] long ExpiresAt,
    [property: JsonPropertyName("iat")] long IssuedAt,
    [property: JsonPropertyName("nbf")] long NotBefore,
    [property: JsonPropertyName("sub")] string Subject,
    [property: JsonPropertyName("aud")] string Audience,
    [property: JsonPropertyName("iss")] string Issuer,
    [property: JsonPropertyName("jti")] string JwtId,
    string TokenType)
{
    // As in the token itself: the client is its own subject, and a token is valid from the moment of its issue.
    public static ActiveTokenResponse Of(IntrospectedToken token) => new(
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

/// <summary>RFC 7517 section 5.</summary>
internal sealed record KeySet(IReadOnlyList<JsonElement> Keys);
