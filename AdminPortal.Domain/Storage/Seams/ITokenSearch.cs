using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage.FindingTokens;

namespace AdminPortal.Domain.Storage.Seams;

/// <summary>Finds and counts tokens among millions. What is read is what is asked for, and little more.</summary>
public interface ITokenSearch
{
    /// <summary>At most so many IDs, in the order that the filter asks for.</summary>
    internal Task<List<Guid>> FindAsync(PortalDbContext db, TokenFilter filter, int limit, CancellationToken cancellation);

    /// <summary>How long tokens live that expire at that time or later, and perhaps others; null when there are none.</summary>
    internal Task<TokenLifetimes?> FindLifetimesAsync(PortalDbContext db, DateTimeOffset? from, CancellationToken cancellation);

    /// <summary>How many tokens of one client the filter lets through, up to one more than the count's limit, and when the last of all expires.</summary>
    internal Task<LiveTokenCount> CountLiveAsync(PortalDbContext db, ClientId clientId, TokenFilter filter, CancellationToken cancellation);

    /// <summary>Of the newest tokens of that range which a key signed, at most so many: how many have not expired, and how many of these live.</summary>
    internal Task<CountedOfKey> CountOfKeyAsync(
        PortalDbContext db, string keyId, JwtIdRange range, DateTimeOffset now, int limit, CancellationToken cancellation);
}

/// <summary>Unexpired tokens of a key; the last expiry is that of the live ones, null when none lives.</summary>
internal sealed record CountedOfKey(int Unexpired, int Live, DateTimeOffset? LiveUntil);
