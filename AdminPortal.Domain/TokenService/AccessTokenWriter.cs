using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.TokenService.Authentication;

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

/// <summary>Decides what a token says (RFC 9068); its record and its signature both come from that.</summary>
public sealed class AccessTokenWriter(SigningKeyRing keys, TokenServiceOptions options)
{
    internal AccessTokenDraft Draft(ClientSnapshot client, AccessTokenGrant grant, DateTimeOffset now)
    {
        var signer = keys.Current;
        return new AccessTokenDraft(signer, grant.ContentFor(signer.KeyId, signer.Algorithm, options.Issuer, client.AccessTokenLifetime), grant, client, now);
    }
}
