using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage.Seams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage;

// This room owns how the domain's objects reach the store, whichever it is: their tables, a look, a change, and who hears of it. It
// protects a change, which is in force with its audit entries or not at all. It must never decide anything about clients, tokens or people.

/// <summary>The two ways to use the store: reading and changing. Each has its own context.</summary>
public sealed class PortalStore(
    Func<PortalDbContext> contexts, IChangeTurn turns, IStoreErrors errors, AuditChain chain, ChangeFeed feed, ILogger<PortalStore> logger)
{
    /// <summary>A context for reading; nothing is tracked.</summary>
    public Task<PortalDbContext> ReadAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var db = contexts();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return Task.FromResult(db);
    }

    /// <summary>A change: the only one of its moment until it is disposed, so that what it reads stays true until it commits.</summary>
    public async Task<StoreChange> BeginChangeAsync(CancellationToken cancellation)
    {
        PortalDbContext? db = null;
        try
        {
            db = contexts();
            var (transaction, turn) = await turns.BeginAsync(db, cancellation);
            return new StoreChange(db, transaction, turn, errors, chain, feed, logger);
        }
        catch
        {
            await LeftOfChange.CloseAsync(db, logger);
            throw;
        }
    }
}
