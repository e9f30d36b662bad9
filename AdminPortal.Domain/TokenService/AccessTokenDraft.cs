using AdminPortal.Domain.AccessTokens;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Domain.TokenService;

/// <summary>A token that is decided and not yet signed: it goes on record and under the signature at the same time.</summary>
internal sealed class AccessTokenDraft
{
    private const string TokenType = "at+jwt";

    private readonly TokenSigner _signer;
    private readonly TokenContent _content;
    private readonly AccessTokenGrant _grant;
    private readonly ClientSnapshot _client;
    private readonly DateTimeOffset _issuedAt;
    private readonly Guid _jwtId;

    public AccessTokenDraft(TokenSigner signer, TokenContent content, AccessTokenGrant grant, ClientSnapshot client, DateTimeOffset now)
    {
        (_signer, _content, _grant, _client) = (signer, content, grant, client);
        _jwtId = Guid.CreateVersion7(now);
        // Numeric dates are whole seconds here; a lifetime counted from a fraction would not be the client's.
        _issuedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
    }

    private DateTimeOffset ExpiresAt => _issuedAt + _client.AccessTokenLifetime.Span;

    public TokenEntry Record(Guid? credentialId, string? sourceAddress) => new(
        new IssuedToken(_jwtId, _client.Id, _client.TokenGeneration, _content.Id, ExpiresAt)
        {
            CredentialId = credentialId,
            SourceAddress = sourceAddress,
        },
        _content);

    public AccessToken Sign() => new(
        _signer.Sign(new SecurityTokenDescriptor
        {
            TokenType = TokenType,
            Issuer = _content.Issuer,
            Audience = _content.Audience,
            IssuedAt = _issuedAt.UtcDateTime,
            NotBefore = _issuedAt.UtcDateTime,
            Expires = ExpiresAt.UtcDateTime,
            Claims = new Dictionary<string, object>(5, StringComparer.Ordinal)
            {
                ["sub"] = _client.Id.Value,
                ["client_id"] = _client.Id.Value,
                ["scope"] = _grant.Scope,
                ["jti"] = _jwtId.ToString(),
                ["service-info"] = _grant.ServiceInfo,
            },
        }),
        (int)_client.AccessTokenLifetime.Span.TotalSeconds,
        _grant.Scope);
}
