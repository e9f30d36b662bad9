using System.Globalization;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ceiling;

/// <summary>
/// Signs what a token of the portal says, claim by claim, with times and a <c>jti</c> of its own: a shorter token would be an unfair
/// ceiling.
/// </summary>
internal sealed class TokenWriter
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly SigningCredentials _credentials;
    private readonly string _type;
    private readonly string _issuer;
    private readonly string _audience;
    private readonly string _scope;
    private readonly JsonElement _serviceInfo;
    private readonly int _lifetime;

    public TokenWriter(KeyFolder keys, string algorithm, string claimsFile)
    {
        var token = JsonDocument.Parse(File.ReadAllText(claimsFile)).RootElement;
        var (header, payload) = (token.GetProperty("header"), token.GetProperty("payload"));
        _credentials = new SigningCredentials(keys.Signing(algorithm, header.GetProperty("kid").GetString()!), algorithm);
        _type = header.GetProperty("typ").GetString()!;
        _issuer = payload.GetProperty("iss").GetString()!;
        _audience = payload.GetProperty("aud").GetString()!;
        _scope = payload.GetProperty("scope").GetString()!;
        _serviceInfo = payload.GetProperty("service-info");
        _lifetime = payload.GetProperty("exp").GetInt32() - payload.GetProperty("iat").GetInt32();
    }

    public async Task AnswerAsync(HttpResponse response, string clientId)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Answer(Write(clientId), "Bearer", _lifetime, _scope));
        response.ContentType = "application/json";
        response.Headers.CacheControl = "no-store";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    private string Write(string clientId)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = _type,
            Issuer = _issuer,
            Audience = _audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddSeconds(_lifetime),
            SigningCredentials = _credentials,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["sub"] = clientId,
                ["client_id"] = clientId,
                ["scope"] = _scope,
                ["jti"] = Guid.CreateVersion7().ToString("D", CultureInfo.InvariantCulture),
                ["service-info"] = _serviceInfo,
            },
        });
    }

#pragma warning disable IDE1006 // The names are those on the wire.
    private sealed record Answer(string access_token, string token_type, int expires_in, string scope);
#pragma warning restore IDE1006
}
