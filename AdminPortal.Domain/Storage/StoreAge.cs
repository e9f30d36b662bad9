using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage;

/// <summary>How far time had come when a store was last in use, as far as its records show.</summary>
internal static class StoreAge
{
    /// <summary>By its newest token or audit entry; null for a store that has neither.</summary>
    public static async Task<DateTimeOffset?> LastUseAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var token = await db.IssuedTokens.OrderByDescending(token => token.JwtId).FirstOrDefaultAsync(cancellation);
        var entry = await db.AuditEntries.OrderByDescending(entry => entry.Id).FirstOrDefaultAsync(cancellation);
        return new[] { token?.IssuedAt, entry?.OccurredAt }.Max();
    }
}
