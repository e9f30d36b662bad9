using System.Globalization;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.SigningKeys;

/// <summary>How many tokens of a key have not expired, and how many of these are active. Counting stops at the limit.</summary>
public sealed record TokensOfKey
{
    public const int Limit = 100_000;

    // Allows for a token of another process that had not noticed yet that the key retired.
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    private TokensOfKey(int unexpired, int live, DateTimeOffset? liveUntil) => (Unexpired, Live, LiveUntil) = (unexpired, live, liveUntil);

    public static TokensOfKey None { get; } = new(0, 0, null);

    public int Unexpired { get; }

    public int Live { get; }

    /// <summary>When the last of the counted active tokens expires; null when none is active.</summary>
    public DateTimeOffset? LiveUntil { get; }

    /// <summary>False if the limit was reached: then there may be more of each.</summary>
    public bool AreAllCounted => Unexpired < Limit;

    /// <summary>"1,234", or "100,000 or more".</summary>
    public string UnexpiredInWords => InWords(Unexpired);

    public string LiveInWords => InWords(Live);

    /// <summary>Zero for an unknown key.</summary>
    internal static async Task<TokensOfKey> CountAsync(
        ITokenSearch search, PortalDbContext db, string keyId, DateTimeOffset now, CancellationToken cancellation) =>
        await db.SigningKeys.SingleOrDefaultAsync(key => key.KeyId == keyId, cancellation) is { } key
            ? await CountAsync(search, db, key, now, cancellation)
            : None;

    internal static async Task<TokensOfKey> CountAsync(
        ITokenSearch search, PortalDbContext db, SigningKey key, DateTimeOffset now, CancellationToken cancellation)
    {
        if (key.SigningSince is not { } since || key.RevokedAt is not null || await search.FindLifetimesAsync(db, now, cancellation) is not { } lives)
        {
            return None;
        }

        var oldest = now - lives.Longest;
        var range = JwtIdRange.All.From((since > oldest ? since : oldest) - Late).Until((key.RetiredAt ?? now) + Late);
        var counted = await search.CountOfKeyAsync(db, key.KeyId, range, now, Limit, cancellation);
        return new(counted.Unexpired, counted.Live, counted.LiveUntil);
    }

    private string InWords(int number) => number.ToString("N0", CultureInfo.InvariantCulture) + (AreAllCounted ? "" : " or more");
}
