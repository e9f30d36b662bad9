using System.Security.Cryptography;
using System.Text;

namespace AdminPortal.Domain.AccessTokens;

/// <summary>
/// What many tokens say alike: everything of header and claims but the client, the times and the ID. It is kept once for all of them, so
/// that a record stays small and its claims can still be shown as they were signed, whatever the catalogue says by then.
/// </summary>
public sealed class TokenContent
{
    private const int IdLength = 16;

    internal TokenContent(string keyId, string algorithm, string issuer, string audience, string scope, string serviceInfo)
    {
        KeyId = keyId;
        Algorithm = algorithm;
        Issuer = issuer;
        Audience = audience;
        Scope = scope;
        ServiceInfo = serviceInfo;
        Id = SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', keyId, algorithm, issuer, audience, scope, serviceInfo)))[..IdLength];
    }

    /// <summary>The beginning of a SHA-256 over all the rest: the same content is the same row.</summary>
    public byte[] Id { get; }

    /// <summary>The <c>kid</c> of the key that signed.</summary>
    public string KeyId { get; }

    public string Algorithm { get; }

    public string Issuer { get; }

    public string Audience { get; }

    public string Scope { get; }

    /// <summary>The claim <c>service-info</c>, a JSON array.</summary>
    public string ServiceInfo { get; }

    /// <summary>No token of this content expires later.</summary>
    public DateTimeOffset UsedUntil { get; internal set; }
}
