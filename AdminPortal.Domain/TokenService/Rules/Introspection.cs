using AdminPortal.Domain.AccessTokens.Rules;

namespace AdminPortal.Domain.TokenService.Rules;

/// <summary>
/// What the caller learns about a token (RFC 7662 section 2.2): everything if it is active and the caller is entitled, else nothing.
/// </summary>
public sealed record Introspection(IntrospectedToken? Active)
{
    /// <summary>Expired, revoked, forged, of another client, never issued: the same answer.</summary>
    public static Introspection Inactive { get; } = new((IntrospectedToken?)null);
}

/// <summary>An active token, as recorded.</summary>
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
