using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage.Seams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage;

/// <summary>One atomic change of the store with its audit entries. Disposed without a commit, it is rolled back.</summary>
public sealed class StoreChange : IAsyncDisposable
{
    private readonly IDbContextTransaction _transaction;
    private readonly IDisposable _turn;
    private readonly IStoreErrors _errors;
    private readonly AuditChain _chain;
    private readonly ChangeFeed _feed;
    private readonly ILogger _logger;

    internal StoreChange(
        PortalDbContext db,
        IDbContextTransaction transaction,
        IDisposable turn,
        IStoreErrors errors,
        AuditChain chain,
        ChangeFeed feed,
        ILogger logger)
    {
        (Db, _transaction, _turn, _errors, _chain, _feed, _logger) = (db, transaction, turn, errors, chain, feed, logger);
    }

    public PortalDbContext Db { get; }

    /// <summary>Returns when the change is durable and in force.</summary>
    /// <exception cref="NotCommittedException">It was not committed; nothing changed.</exception>
    public async Task CommitAsync(CancellationToken cancellation)
    {
        try
        {
            await SaveAsync(cancellation);
        }
        catch (DbUpdateException fault)
        {
            throw new NotCommittedException(fault);
        }
    }

    /// <summary>
    /// As <see cref="CommitAsync"/>, where one unique-index conflict is expected and reported by its own error. False when that index
    /// refused: nothing changed.
    /// </summary>
    /// <exception cref="NotCommittedException">Any other fault, including a conflict on another index.</exception>
    public async Task<bool> TryCommitAsync(string uniqueIndex, CancellationToken cancellation)
    {
        try
        {
            await SaveAsync(cancellation);
            return true;
        }
        catch (DbUpdateException fault)
        {
            return _errors.IsRefusalOf(uniqueIndex, Db, fault) ? false : throw new NotCommittedException(fault);
        }
    }

    // The turn ends whatever the rollback comes to: one fault of the disk must not shut out every later writer. Nor must it hide the fault
    // for which the change is given up: what was not committed did not happen, whether or not that could be said to the disk.
    public async ValueTask DisposeAsync()
    {
        using (_turn)
        {
            await LeftOfChange.CloseAsync(_transaction, _logger);
            await LeftOfChange.CloseAsync(Db, _logger);
        }
    }

    private async Task SaveAsync(CancellationToken cancellation)
    {
        await _chain.SealAsync(Db, cancellation);
        var clients = Db.ChangeTracker.Entries<ApiClient>()
            .Where(entry => entry.State is not EntityState.Unchanged)
            .Select(entry => entry.Entity.Id)
            .ToList();
        var isCatalogueChange = Db.ChangeTracker.Entries()
            .Any(entry => entry.Entity is ResourceServer or Service or ServiceRole && entry.State is not EntityState.Unchanged);
        var endsSessions = Db.ChangeTracker.Entries<Administrator>().Any(entry => entry.Property(a => a.SecurityStamp).IsModified);
        if (isCatalogueChange)
        {
            await Db.CatalogueRevisions.ExecuteUpdateAsync(row => row.SetProperty(one => one.Revision, one => one.Revision + 1), cancellation);
        }

        await Db.SaveChangesAsync(cancellation);
        try
        {
            // A commit cannot be cancelled half-way: its outcome would be unknown.
            await _transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            // After a fault too: an invalidated copy costs a read, a stale copy is trusted.
            _feed.ClientsChanged(clients);
            if (isCatalogueChange)
            {
                _feed.CatalogueChanged();
            }

            if (endsSessions)
            {
                _feed.SessionsEnded();
            }
        }
    }
}
