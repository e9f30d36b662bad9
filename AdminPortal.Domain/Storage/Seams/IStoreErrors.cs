using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.Seams;

/// <summary>What a fault of the store means.</summary>
public interface IStoreErrors
{
    /// <summary>Whether the unique index of this name refused the change.</summary>
    bool IsRefusalOf(string uniqueIndex, PortalDbContext db, DbUpdateException fault);
}
