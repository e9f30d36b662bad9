using AdminPortal.Domain.Storage.Starting;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.Sqlite.Starting;

// This room owns the moments before SQLite's file is in use: whether it is whole, whose it is, what is still to be done to it. It protects
// what lies in the file from an older build, from strangers on the machine, and from being cut off where it is damaged. It must never
// change what it does not understand.

/// <summary>The migrations that a file has been through.</summary>
internal static class AppliedMigrations
{
    /// <summary>Whether nothing is left to bring up to date.</summary>
    /// <exception cref="StoreStartException">The store is a newer build's, too old for this one, or somebody else's.</exception>
    public static async Task<bool> AreAllAsync(PortalDbContext db, string databaseFile, CancellationToken cancellation) =>
        StoreVersion.IsCurrent(await ReadAsync(db, databaseFile, cancellation), [.. db.Database.GetMigrations()], databaseFile);

    // Reading only the applied migrations would find nothing wrong with another program's database, and would fill it with our tables.
    private static async Task<List<string>> ReadAsync(PortalDbContext db, string databaseFile, CancellationToken cancellation)
    {
        List<string> applied = [.. await db.Database.GetAppliedMigrationsAsync(cancellation)];
        var tables = applied.Count > 0
            ? 0
            : await db.Database
                .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EFMigrations%' ESCAPE '\\'")
                .SingleAsync(cancellation);
        return tables == 0
            ? applied
            : throw new StoreStartException($"{databaseFile} is a database of another program. Set Portal:DataDirectory to another directory.");
    }
}
