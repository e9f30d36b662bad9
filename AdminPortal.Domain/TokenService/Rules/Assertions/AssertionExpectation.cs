namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>What an assertion is checked against: the client it must name, the server it must be meant for, and the time.</summary>
public sealed record AssertionExpectation(string ClientId, string Issuer, ClientAssertionOptions Options, DateTimeOffset Now)
{
    /// <summary>Clock skew allowed between the client and this server.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromSeconds(60);

    public string TokenEndpoint => Issuer + TokenServiceOptions.TokenPath;
}
