namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>Whether a token still works, in the words of the Tokens page. The numbers are those of the filter in the address.</summary>
public enum TokenStatus
{
    Active = 1,
    Expired = 2,
    Revoked = 3,
}

/// <summary>When a token ends by itself, and what ended it otherwise: its own revocation, that of all its client's tokens, that of its key.</summary>
public sealed record TokenLife(DateTimeOffset ExpiresAt, TokenEnding? Revoked, TokenEnding? GenerationEnded, TokenEnding? KeyRevoked)
{
    /// <summary>The revocation that counts, which is the first one; null when none came before the token expired by itself.</summary>
    public TokenEnding? EndedEarlyBy => Endings.MinBy(ending => ending.At) is { } first && first.At < ExpiresAt ? first : null;

    private IEnumerable<TokenEnding> Endings => new[] { Revoked, GenerationEnded, KeyRevoked }.OfType<TokenEnding>();

    /// <summary>
    /// Times only decide between Revoked and Expired: a revoked token is never active again, whatever the clocks said then and say now.
    /// </summary>
    public TokenStatus StatusAt(DateTimeOffset now) => (EndedEarlyBy is not null, now < ExpiresAt) switch
    {
        (true, _) => TokenStatus.Revoked,
        (_, true) => Endings.Any() ? TokenStatus.Revoked : TokenStatus.Active,
        _ => TokenStatus.Expired,
    };
}
