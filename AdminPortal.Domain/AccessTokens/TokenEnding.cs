namespace AdminPortal.Domain.AccessTokens;

/// <summary>What ended a token's life before its time.</summary>
public enum TokenEndCause
{
    Revoked,
    ClientDisabled,
    ClientDeleted,
    AllRevoked,
    SigningKeyRevoked,
}

/// <summary>A revocation: why, when, and by whom where the record says it.</summary>
public sealed record TokenEnding(TokenEndCause Cause, DateTimeOffset At, string? By)
{
    /// <summary>All that ended it; none for a token that lives, or that expired by itself.</summary>
    internal static IReadOnlyList<TokenEnding> AllOf(TokenDossier found)
    {
        TokenEnding?[] all =
        [
            found.Token.RevokedAt is { } revoked ? new(TokenEndCause.Revoked, revoked, found.Token.RevokedBy) : null,
            found.Ended is { } ended ? new(CauseOf(ended.Cause), ended.EndedAt, ended.EndedBy) : null,
            found.KeyRevokedAt is { } key ? new(TokenEndCause.SigningKeyRevoked, key, null) : null,
        ];
        return [.. all.OfType<TokenEnding>()];
    }

    private static TokenEndCause CauseOf(GenerationEnd end) => end switch
    {
        GenerationEnd.Disabled => TokenEndCause.ClientDisabled,
        GenerationEnd.Deleted => TokenEndCause.ClientDeleted,
        _ => TokenEndCause.AllRevoked,
    };
}
