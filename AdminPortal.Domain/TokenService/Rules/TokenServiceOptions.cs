using AdminPortal.Domain.TokenService.Rules.Assertions;

namespace AdminPortal.Domain.TokenService.Rules;

/// <summary>What the token service takes from the settings.</summary>
public sealed record TokenServiceOptions
{
    /// <summary>Where below the issuer tokens are asked for; an assertion may be meant for that address (RFC 7523 section 3).</summary>
    public const string TokenPath = "/oauth2/v1/token";

    /// <summary>The <c>iss</c> of every token, verbatim.</summary>
    public required string Issuer { get; init; }

    /// <summary>Failed authentications per presented client ID and source address before throttling starts.</summary>
    public required int FailuresPerMinute { get; init; }

    public ClientAssertionOptions Assertions { get; init; } = ClientAssertionOptions.Default;
}
