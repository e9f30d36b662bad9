using AdminPortal.Domain.ApiClients.Rules;

namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>All that the store knows of a token: the record, what it says, what became of it, and the client's name as it is now.</summary>
internal sealed record TokenDossier
{
    public required IssuedToken Token { get; init; }

    public required TokenContent Content { get; init; }

    public EndedGeneration? Ended { get; init; }

    public DateTimeOffset? KeyRevokedAt { get; init; }

    public ApiClient? Client { get; init; }

    public TokenLife Life => new(Token.ExpiresAt, TokenEnding.Of(Token), TokenEnding.Of(Ended), TokenEnding.OfKey(KeyRevokedAt));
}
