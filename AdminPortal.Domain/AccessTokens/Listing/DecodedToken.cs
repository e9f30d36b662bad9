using System.Globalization;

namespace AdminPortal.Domain.AccessTokens.Listing;

/// <summary>A claim or a header parameter as it was signed.</summary>
public sealed record TokenClaim(string Name, string Value);

/// <summary>What a token says, read from its record. The signed string is not here: nobody has it but the client.</summary>
/// <param name="Token">The token as the list shows it.</param>
/// <param name="Header">Of the token.</param>
/// <param name="Claims">Of the token.</param>
public sealed record DecodedToken(ListedToken Token, IReadOnlyList<TokenClaim> Header, IReadOnlyList<TokenClaim> Claims)
{
    internal static DecodedToken Of(TokenDossier record, CredentialWords credentials)
    {
        var (token, content) = (record.Token, record.Content);
        return new DecodedToken(
            ListedToken.Of(record, credentials),
            [new("typ", "at+jwt"), new("alg", content.Algorithm), new("kid", content.KeyId)],
            [
                new("iss", content.Issuer),
                new("sub", token.ClientId.Value),
                new("client_id", token.ClientId.Value),
                new("aud", content.Audience),
                new("scope", content.Scope),
                new("iat", Seconds(token.IssuedAt)),
                new("nbf", Seconds(token.IssuedAt)),
                new("exp", Seconds(token.ExpiresAt)),
                new("jti", token.JwtId.ToString()),
                new("service-info", content.ServiceInfo),
            ]);
    }

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
