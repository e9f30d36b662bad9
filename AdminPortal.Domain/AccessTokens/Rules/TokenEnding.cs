using AdminPortal.Domain.ApiClients.Rules;

namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>Why a token was revoked.</summary>
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
    /// <summary>The token's own; null where it has none.</summary>
    internal static TokenEnding? Of(IssuedToken token) => token.RevokedAt is { } at ? new(TokenEndCause.Revoked, at, token.RevokedBy) : null;

    internal static TokenEnding? Of(EndedGeneration? generation) =>
        generation is null ? null : new(CauseOf(generation.Cause), generation.EndedAt, generation.EndedBy);

    internal static TokenEnding? OfKey(DateTimeOffset? revokedAt) => revokedAt is { } at ? new(TokenEndCause.SigningKeyRevoked, at, null) : null;

    private static TokenEndCause CauseOf(GenerationEnd end) => end switch
    {
        GenerationEnd.Disabled => TokenEndCause.ClientDisabled,
        GenerationEnd.Deleted => TokenEndCause.ClientDeleted,
        _ => TokenEndCause.AllRevoked,
    };
}
