using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage.Seams;

namespace AdminPortal.Domain.Storage.FindingTokens;

// This room owns what a search for tokens means: whose, of which time, in which state. It protects the store, where millions of them lie,
// from a search over more of them than can be meant. It must never decide who may look: the use case has asked.

/// <summary>
/// A query in the store's own terms. Lifetimes are bounded, so a condition on the expiry also bounds the time of issue, and with it the
/// range of rows to read.
/// </summary>
internal sealed record TokenFilter
{
    public required JwtIdRange Range { get; init; }

    /// <summary>Null for the tokens of all clients.</summary>
    public IReadOnlyList<ClientId>? Clients { get; init; }

    public TokenStatus? Status { get; init; }

    public DateTimeOffset? ExpiresFrom { get; init; }

    public DateTimeOffset? ExpiresUntil { get; init; }

    /// <summary>Set when paging towards the present.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>True when nothing can match.</summary>
    public bool IsEmpty => Range.IsEmpty || Clients is { Count: 0 } || ExpiresFrom >= ExpiresUntil;

    public static async Task<TokenFilter> OfAsync(
        ITokenSearch tokens,
        PortalDbContext db,
        TokenQuery query,
        IReadOnlyList<ClientId>? clients,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var filter = Of(query, clients, now);
        if (filter is { ExpiresFrom: null, ExpiresUntil: null } or { IsEmpty: true })
        {
            return filter;
        }

        // An ID is up to a second younger than the whole second at which a token's life begins.
        return await tokens.FindLifetimesAsync(db, filter.ExpiresFrom, cancellation) is { } lives
            ? filter with
            {
                Range = filter.Range.From(filter.ExpiresFrom - lives.Longest).Until(filter.ExpiresUntil - lives.Shortest + TimeSpan.FromSeconds(1)),
            }
            : filter with { Range = JwtIdRange.None };
    }

    private static TokenFilter Of(TokenQuery query, IReadOnlyList<ClientId>? clients, DateTimeOffset now)
    {
        var issued = query.Issued.At(now);
        var expires = query.Expires.At(now);
        // A token that expires in this millisecond has expired: active ones expire in the next or later.
        var next = now.AddMilliseconds(1);
        return new TokenFilter
        {
            Range = JwtIdRange.All.From(issued.From).Until(issued.Until).Before(query.Before).After(query.After),
            Clients = clients,
            Status = query.Status,
            ExpiresFrom = query.Status == TokenStatus.Active && !(expires.From > next) ? next : expires.From,
            ExpiresUntil = query.Status == TokenStatus.Expired && !(expires.Until < next) ? next : expires.Until,
            OldestFirst = query.After is not null,
        };
    }
}
