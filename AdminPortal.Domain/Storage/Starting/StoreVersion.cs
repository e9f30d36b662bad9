using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.Starting;

/// <summary>
/// Which build a store belongs to, read from the migrations that it has been through. Their names begin with the time at which each was
/// made, so what is unknown here is newer than this build or older than everything that it can bring up to date.
/// </summary>
internal static class StoreVersion
{
    private static readonly string Build =
        typeof(StoreVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Whether nothing is left to bring up to date.</summary>
    /// <exception cref="StoreStartException">The store is a newer build's, too old for this one, or somebody else's.</exception>
    public static async Task<bool> IsCurrentAsync(PortalDbContext db, string databaseFile, CancellationToken cancellation)
    {
        var applied = await AppliedAsync(db, databaseFile, cancellation);
        List<string> known = [.. db.Database.GetMigrations()];
        var (oldest, newest) = (known[0], known[^1]);
        var unknown = applied.Except(known, StringComparer.Ordinal).ToList();
        if (unknown.Find(name => string.CompareOrdinal(name, oldest) < 0) is { } old)
        {
            throw new StoreStartException(
                $"The store {databaseFile} is of version {old}, from before the first release; AdminPortal {Build} reads stores from {oldest} on. "
                + "Set Portal:DataDirectory to a new directory, and set the portal up there.");
        }

        if (unknown.Count > 0)
        {
            throw new StoreStartException(
                $"The store {databaseFile} is of version {unknown[^1]}, made by a newer AdminPortal; this is AdminPortal {Build}, whose stores are of version {newest}. "
                + "Start the newer AdminPortal, or restore the copy of the data directory that was kept before the update.");
        }

        return applied.Count == known.Count;
    }

    // Asking for the applied migrations alone would see nothing wrong with a database of another program, and fill it with our tables.
    private static async Task<List<string>> AppliedAsync(PortalDbContext db, string databaseFile, CancellationToken cancellation)
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
