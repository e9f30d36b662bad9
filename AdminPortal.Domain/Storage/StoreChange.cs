using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.Auditing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdminPortal.Domain.Storage;

/// <summary>One change of the store with its audit entries: all of it or nothing. Disposed without a commit, nothing happened.</summary>
public sealed class StoreChange : IAsyncDisposable
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;

    private readonly IDbContextTransaction _transaction;
    private readonly IDisposable _turn;
    private readonly AuditChain _chain;
    private readonly ChangeFeed _feed;

    internal StoreChange(PortalDbContext db, IDbContextTransaction transaction, IDisposable turn, AuditChain chain, ChangeFeed feed)
    {
        (Db, _transaction, _turn, _chain, _feed) = (db, transaction, turn, chain, feed);
    }

    public PortalDbContext Db { get; }

    public async Task<SaveOutcome> CommitAsync(CancellationToken cancellation)
    {
        await _chain.SealAsync(Db, cancellation);
        var clients = Db.ChangeTracker.Entries<ApiClient>()
            .Where(entry => entry.State is not EntityState.Unchanged)
            .Select(entry => entry.Entity.Id)
            .ToList();
        var isCatalogueChange = Db.ChangeTracker.Entries()
            .Any(entry => entry.Entity is ResourceServer or Service or ServiceRole && entry.State is not EntityState.Unchanged);
        try
        {
            await Db.SaveChangesAsync(cancellation);
            await _transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return SaveOutcome.Stale;
        }
        catch (DbUpdateException exception) when (exception.InnerException is SqliteException
        {
            SqliteExtendedErrorCode: SqliteConstraintUnique or SqliteConstraintPrimaryKey,
        })
        {
            return SaveOutcome.Duplicate;
        }

        _feed.ClientsChanged(clients);
        if (isCatalogueChange)
        {
            _feed.CatalogueChanged();
        }

        return SaveOutcome.Saved;
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Db.DisposeAsync();
        _turn.Dispose();
    }
}

/// <summary>How a commit ended, when nothing is broken.</summary>
public enum SaveOutcome
{
    Saved,

    /// <summary>A unique index said no.</summary>
    Duplicate,

    /// <summary>The row was changed by someone else after it was read.</summary>
    Stale,
}
