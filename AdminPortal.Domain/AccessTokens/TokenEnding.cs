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

/// <summary>The revocation that counts, which is the first one: why, when, and by whom where the record says it.</summary>
public sealed record TokenEnding(TokenEndCause Cause, DateTimeOffset At, string? By)
{
    /// <summary>Null for a token that lives, or that expired by itself.</summary>
    internal static TokenEnding? Of(TokenDossier record)
    {
        TokenEnding?[] all =
        [
            record.Token.RevokedAt is { } revoked ? new(TokenEndCause.Revoked, revoked, record.Token.RevokedBy) : null,
            record.Ended is { } ended ? new(CauseOf(ended.Cause), ended.EndedAt, ended.EndedBy) : null,
            record.KeyRevokedAt is { } key ? new(TokenEndCause.SigningKeyRevoked, key, null) : null,
        ];
        return record.Life.EndedEarlyAt is { } first ? all.OfType<TokenEnding>().First(ending => ending.At == first) : null;
    }

    private static TokenEndCause CauseOf(GenerationEnd end) => end switch
    {
        GenerationEnd.Disabled => TokenEndCause.ClientDisabled,
        GenerationEnd.Deleted => TokenEndCause.ClientDeleted,
        _ => TokenEndCause.AllRevoked,
    };
}
