using System.Text.Json;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.TokenService.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Domain.TokenService;

/// <summary>An access token on its way to the client; it prints its own name, never its value.</summary>
public sealed class AccessToken(string value, int expiresIn, string scope)
{
    public string Value { get; } = value;

    /// <summary>Seconds: <c>exp - iat</c>.</summary>
    public int ExpiresIn { get; } = expiresIn;

    public string Scope { get; } = scope;

    public override string ToString() => nameof(AccessToken);
}

/// <summary>Writes what was granted as a JWT of RFC 9068.</summary>
public sealed class AccessTokenWriter(SigningKeyRing keys, TokenServiceOptions options)
{
    private const string TokenType = "at+jwt";

    public AccessToken Write(ClientSnapshot client, AccessTokenGrant grant, DateTimeOffset now)
    {
        // Numeric dates are whole seconds here; a lifetime counted from a fraction would not be the client's.
        var issuedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()).UtcDateTime;
        var lifetime = client.AccessTokenLifetime.Span;
        var token = keys.Current.Sign(new SecurityTokenDescriptor
        {
            TokenType = TokenType,
            Issuer = options.Issuer,
            Audience = grant.Audience,
            IssuedAt = issuedAt,
            NotBefore = issuedAt,
            Expires = issuedAt + lifetime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = client.Id.Value,
                ["client_id"] = client.Id.Value,
                ["scope"] = grant.Scope,
                ["jti"] = Guid.CreateVersion7(now).ToString(),
                ["service-info"] = ServiceInfo(grant),
            },
        });
        return new AccessToken(token, (int)lifetime.TotalSeconds, grant.Scope);
    }

    private static JsonElement ServiceInfo(AccessTokenGrant grant) => JsonSerializer.SerializeToElement(
        grant.Roles.Select(role => new { prd = role.ServiceName, rnm = role.RoleName, tnt = role.OrganisationName }));
}
