using Microsoft.EntityFrameworkCore.Storage;

namespace AdminPortal.Domain.Storage.Seams;

// This room owns what one kind of store does differently from another: whoever brings a store implements each of these and registers it.
// It protects the rest of the domain from having to know which store it has. It must never hold a decision, nor a statement of SQL.

/// <summary>One change at a time.</summary>
public interface IChangeTurn
{
    /// <summary>
    /// Waits for the turn, and begins the transaction in which what is read stays true until it commits. The turn ends when what comes with
    /// the transaction is disposed, which is after the transaction.
    /// </summary>
    /// <exception cref="StoreBusyException">The turn did not come in time.</exception>
    Task<(IDbContextTransaction Transaction, IDisposable Turn)> BeginAsync(PortalDbContext db, CancellationToken cancellation);
}
