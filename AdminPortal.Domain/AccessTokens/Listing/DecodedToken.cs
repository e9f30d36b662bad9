using System.Buffers;
using System.Text.Json;
using AdminPortal.Domain.AccessTokens.Rules;

namespace AdminPortal.Domain.AccessTokens.Listing;

/// <summary>A claim or a header parameter as it was signed.</summary>
public sealed record TokenClaim(string Name, string Value);

/// <summary>The content of a token, read from its record. The signed string is not included: only the client has it.</summary>
/// <param name="Token">The token as the list shows it.</param>
/// <param name="Header">Of the token.</param>
/// <param name="Claims">Of the token.</param>
public sealed record DecodedToken(ListedToken Token, IReadOnlyList<TokenClaim> Header, IReadOnlyList<TokenClaim> Claims)
{
    internal static DecodedToken Of(TokenDossier dossier, CredentialWords credentials) => new(
        ListedToken.Of(dossier, credentials),
        [new("typ", TokenContent.Type), new("alg", dossier.Content.Algorithm), new("kid", dossier.Content.KeyId)],
        ClaimsOf(dossier.Token, dossier.Content));

    // Written as they were for the signature, and read again: what is shown is what was signed.
    private static List<TokenClaim> ClaimsOf(IssuedToken token, TokenContent content)
    {
        var written = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(written);
        content.WriteClaims(json, token.ClientId, token.JwtId, token.IssuedAt, token.ExpiresAt);
        using var claims = JsonDocument.Parse(written.WrittenMemory);
        return [.. claims.RootElement.EnumerateObject().Select(claim => new TokenClaim(claim.Name, Shown(claim.Value)))];
    }

    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
