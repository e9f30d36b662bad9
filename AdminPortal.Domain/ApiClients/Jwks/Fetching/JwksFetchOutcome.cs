using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Jwks.Fetching;

/// <summary>The result of fetching a JWKS URL: keys, or the reason why not.</summary>
public abstract record JwksFetchOutcome
{
    private JwksFetchOutcome()
    {
    }

    /// <summary>
    /// <paramref name="MaxAge"/> is the remaining freshness stated by the publisher (RFC 9111 section 4.2), null when it states none.
    /// </summary>
    public sealed record Fetched(JwkSet Keys, TimeSpan? MaxAge, int Status, string MediaType, int Bytes) : JwksFetchOutcome;

    public sealed record Failed(JwksFailure Failure) : JwksFetchOutcome;
}
