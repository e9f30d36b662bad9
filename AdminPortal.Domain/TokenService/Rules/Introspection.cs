using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiResources.Rules;

namespace AdminPortal.Domain.TokenService.Rules;

/// <summary>What whoever asks hears of a token (RFC 7662 section 2.2): all of it while it lives and is theirs to know, otherwise nothing.</summary>
public sealed record Introspection(IntrospectedToken? Active)
{
    /// <summary>Expired, revoked, forged, of another client, never issued: the same answer.</summary>
    public static Introspection Inactive { get; } = new((IntrospectedToken?)null);
}

/// <summary>A token that lives, as its record tells of it.</summary>
public sealed record IntrospectedToken(
    Guid JwtId, string ClientId, string Issuer, string Audience, string Scope, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt)
{
    internal static IntrospectedToken Of(TokenDossier record) => new(
        record.Token.JwtId,
        record.Token.ClientId.Value,
        record.Content.Issuer,
        record.Content.Audience,
        record.Content.Scope,
        record.Token.IssuedAt,
        record.Token.ExpiresAt);
}
