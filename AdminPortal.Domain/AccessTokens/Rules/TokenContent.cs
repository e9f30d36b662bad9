using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdminPortal.Domain.ApiClients.Rules;

namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>
/// The content that many tokens share: all of header and claims except client, times and ID; and their lifetime. It is stored once for all
/// of them, so that a record stays small and its claims can still be shown as they were signed, whatever the catalogue says later.
/// </summary>
public sealed class TokenContent
{
    /// <summary>The <c>typ</c> of every token (RFC 9068 section 2.1).</summary>
    public const string Type = "at+jwt";

    private const int IdLength = 16;

    internal TokenContent(string keyId, string algorithm, string issuer, string audience, string scope, string serviceInfo, AccessTokenLifetime? lifetime)
    {
        KeyId = keyId;
        Algorithm = algorithm;
        Issuer = issuer;
        Audience = audience;
        Scope = scope;
        ServiceInfo = serviceInfo;
        Lifetime = lifetime;
        Id = SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', keyId, algorithm, issuer, audience, scope, serviceInfo, lifetime)))[..IdLength];
    }

    /// <summary>A truncated SHA-256 over everything else: the same content is the same row.</summary>
    public byte[] Id { get; }

    /// <summary>The <c>kid</c> of the key that signed.</summary>
    public string KeyId { get; }

    public string Algorithm { get; }

    public string Issuer { get; }

    public string Audience { get; }

    public string Scope { get; }

    /// <summary>The claim <c>service-info</c>, a JSON array.</summary>
    public string ServiceInfo { get; }

    /// <summary>The lifetime of each of the tokens; null in records from before it was kept.</summary>
    public AccessTokenLifetime? Lifetime { get; }

    /// <summary>No token of this content expires later than this.</summary>
    public DateTimeOffset UsedUntil { get; internal set; }

    /// <summary>
    /// The claims of one of these tokens (RFC 9068 section 2.2): written here for the signature, and again for whoever looks at the record.
    /// By hand, because JsonWebTokenHandler took a tenth of what an ES256 token costs and more than half of its memory (Load/README.md).
    /// </summary>
    internal void WriteClaims(Utf8JsonWriter json, ClientId clientId, Guid jwtId, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
    {
        json.WriteStartObject();
        json.WriteString("iss", Issuer);
        json.WriteString("sub", clientId.Value);
        json.WriteString("client_id", clientId.Value);
        json.WriteString("aud", Audience);
        json.WriteString("scope", Scope);
        json.WriteNumber("iat", issuedAt.ToUnixTimeSeconds());
        json.WriteNumber("nbf", issuedAt.ToUnixTimeSeconds());
        json.WriteNumber("exp", expiresAt.ToUnixTimeSeconds());
        json.WriteString("jti", jwtId);
        json.WritePropertyName("service-info");
        json.WriteRawValue(ServiceInfo, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
    }
}
