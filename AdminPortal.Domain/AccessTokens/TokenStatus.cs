namespace AdminPortal.Domain.AccessTokens;

/// <summary>Whether a token still works, in the words of the Tokens page. Numbers are those of the filter in an address.</summary>
public enum TokenStatus
{
    Active = 1,
    Expired = 2,
    Revoked = 3,
}

/// <summary>What can end a token's life: its own revocation, that of all its client's tokens, that of the key that signed it, its time.</summary>
public sealed record TokenLife(
    DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? GenerationEndedAt, DateTimeOffset? KeyRevokedAt)
{
    /// <summary>Whichever revocation came first; null when none did before the token expired by itself.</summary>
    public DateTimeOffset? EndedEarlyAt =>
        new[] { RevokedAt, GenerationEndedAt, KeyRevokedAt }.Min() is { } first && first < ExpiresAt ? first : null;

    private bool WasEnded => RevokedAt is not null || GenerationEndedAt is not null || KeyRevokedAt is not null;

    /// <summary>
    /// Times only choose between the words Revoked and Expired: a token that was ended is never active again, whatever the clocks said when it
    /// was and say now.
    /// </summary>
    public TokenStatus StatusAt(DateTimeOffset now) => (EndedEarlyAt is not null, now < ExpiresAt) switch
    {
        (true, _) => TokenStatus.Revoked,
        (_, true) => WasEnded ? TokenStatus.Revoked : TokenStatus.Active,
        _ => TokenStatus.Expired,
    };
}
