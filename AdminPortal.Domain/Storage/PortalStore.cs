using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage;

// This room owns how the domain's objects reach the store, whichever it is: their tables, a look, a change, and who hears of it. It
// protects a change, which is in force with its audit entries or not at all. It must never decide anything about clients, tokens or people.

/// <summary>The two ways to the store: a look, and a change. Each has a context of its own.</summary>
public sealed class PortalStore(
    IDbContextFactory<SqlitePortalDbContext> contexts, WriterGate writers, AuditChain chain, ChangeFeed feed, ILogger<PortalStore> logger)
{
    /// <summary>A context for reading; nothing is tracked.</summary>
    public async Task<PortalDbContext> ReadAsync(CancellationToken cancellation)
    {
        var db = await contexts.CreateDbContextAsync(cancellation);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>
    /// A change: this process's only writer until it is disposed, in a transaction that began as a writer (SQLite's IMMEDIATE), so that
    /// what it reads stays true until it commits.
    /// </summary>
    public async Task<StoreChange> BeginChangeAsync(CancellationToken cancellation)
    {
        var turn = await writers.EnterAsync(cancellation);
        PortalDbContext? db = null;
        try
        {
            db = await contexts.CreateDbContextAsync(cancellation);
            var transaction = await db.Database.BeginTransactionAsync(cancellation);
            return new StoreChange(db, transaction, turn, chain, feed, logger);
        }
        catch
        {
            using (turn)
            {
                await LeftOfChange.CloseAsync(db, logger);
            }

            throw;
        }
    }
}
