namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>What an assertion is held against: the client it must speak of, the server it must be meant for, and the time.</summary>
public sealed record AssertionExpectation(string ClientId, string Issuer, ClientAssertionOptions Options, DateTimeOffset Now)
{
    /// <summary>By how much the client's clock and ours may differ.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromSeconds(60);

    public string TokenEndpoint => Issuer + TokenServiceOptions.TokenPath;
}
