using AdminPortal.Domain.AccessTokens;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.ApiClients;

namespace AdminPortal.Domain.Storage.FindingTokens;

/// <summary>
/// What a query asks for in the store's own terms. No token lives longer than a day, so whatever is asked of its end narrows the time of its
/// issue too, and with it the stretch of rows that is read.
/// </summary>
internal sealed record TokenFilter
{
    public required JwtIdRange Range { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Null for everybody's tokens.</summary>
    public IReadOnlyList<ClientId>? Clients { get; init; }

    public TokenStatus? Status { get; init; }

    public DateTimeOffset? ExpiresFrom { get; init; }

    public DateTimeOffset? ExpiresUntil { get; init; }

    /// <summary>The page before a page is read towards the present.</summary>
    public bool OldestFirst { get; init; }

    public static TokenFilter Of(TokenQuery query, IReadOnlyList<ClientId>? clients, DateTimeOffset now)
    {
        var issued = query.Issued.At(now);
        var expires = query.Expires.At(now);
        return new TokenFilter
        {
            Range = JwtIdRange.All
                .From(issued.From).Until(issued.Until)
                .From(expires.From - IssuedToken.LongestLife).Until(expires.Until)
                .From(query.Status == TokenStatus.Active ? now - IssuedToken.LongestLife : null)
                .Before(query.Before).After(query.After),
            Now = now,
            Clients = clients,
            Status = query.Status,
            ExpiresFrom = expires.From,
            ExpiresUntil = expires.Until,
            OldestFirst = query.After is not null,
        };
    }
}
