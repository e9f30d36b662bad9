using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Domain.SigningKeys;

/// <summary>One key at work: it signs, and its private half stays here.</summary>
public sealed class TokenSigner
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly SigningCredentials _credentials;

    internal TokenSigner(SecurityKey key, string algorithm) => _credentials = new SigningCredentials(key, algorithm);

    public string KeyId => _credentials.Key.KeyId;

    public string Algorithm => _credentials.Algorithm;

    internal SecurityKey Key => _credentials.Key;

    /// <summary>The token in its compact form, with the key's ID and algorithm in its header.</summary>
    public string Sign(SecurityTokenDescriptor token)
    {
        token.SigningCredentials = _credentials;
        return Handler.CreateToken(token);
    }

    public override string ToString() => $"{nameof(TokenSigner)} {KeyId}";
}
