using AdminPortal.Domain.ApiClients.Rules;

namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>
/// Everything the store knows about a token: the record, its content, what became of it, and the current name of its client.
/// </summary>
internal sealed record TokenDossier
{
    public required IssuedToken Token { get; init; }

    public required TokenContent Content { get; init; }

    public EndedGeneration? Ended { get; init; }

    public DateTimeOffset? KeyRevokedAt { get; init; }

    public ApiClient? Client { get; init; }

    public TokenLife Life => new(Token.ExpiresAt, TokenEnding.Of(Token), TokenEnding.Of(Ended), TokenEnding.OfKey(KeyRevokedAt));
}
