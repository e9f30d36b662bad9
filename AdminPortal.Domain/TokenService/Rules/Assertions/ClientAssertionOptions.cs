namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>How strictly client assertions are judged, where deployments differ.</summary>
/// <param name="AdditionalAudiences">Accepted in addition to the issuer and the token endpoint; a trailing slash makes no difference.</param>
/// <param name="RequireJwtId">Without a <c>jti</c> nothing prevents a replay of the assertion.</param>
/// <param name="MaxLifetime">How far ahead an assertion may expire, and how long ago it may have been issued.</param>
public sealed record ClientAssertionOptions(IReadOnlyList<string> AdditionalAudiences, bool RequireJwtId, TimeSpan MaxLifetime)
{
    public static ClientAssertionOptions Default { get; } = new([], RequireJwtId: true, TimeSpan.FromMinutes(10));
}
