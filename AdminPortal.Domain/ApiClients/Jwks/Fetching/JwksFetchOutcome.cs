using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Domain.TokenService.Rules.Assertions.Jose;

namespace AdminPortal.Domain.ApiClients.Jwks.Fetching;

/// <summary>What a visit to a JWKS URL brought: keys, or the reason why not.</summary>
public abstract record JwksFetchOutcome
{
    private JwksFetchOutcome()
    {
    }

    /// <summary>
    /// <paramref name="MaxAge"/> is for how much longer the publisher calls the set fresh (RFC 9111 section 4.2), none when it says nothing.
    /// </summary>
    public sealed record Fetched(JwkSet Keys, TimeSpan? MaxAge, int Status, string MediaType, int Bytes) : JwksFetchOutcome;

    public sealed record Failed(JwksFailure Failure) : JwksFetchOutcome;
}
