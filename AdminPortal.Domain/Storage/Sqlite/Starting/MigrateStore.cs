using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage.Sqlite.Starting;

/// <summary>Migrates the store, or makes sure that an up-to-date one is writable. Requires exclusive access to the store.</summary>
internal sealed partial class MigrateStore(Func<PortalDbContext> contexts, StoreOptions options, ILogger<MigrateStore> logger)
{
    private const string MigrationLock = "__EFMigrationsLock";

    // Changes nothing, but needs write access: a read-only file opens like any other, and so does a transaction on it.
    private const string WriteNothing = "DELETE FROM __EFMigrationsHistory WHERE 0";

    // A command-line verb finishes in a moment. A process that holds the store for longer does not let go, and the start says so.
    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromSeconds(10);

    /// <exception cref="StoreStartException">The store is from a newer build, too old for this one, or not AdminPortal's.</exception>
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        await using var db = contexts();
        db.Database.SetCommandTimeout(PatienceWithOthers);
        if (await AppliedMigrations.AreAllAsync(db, options.DatabaseFile, cancellation))
        {
            await db.Database.ExecuteSqlRawAsync(WriteNothing, cancellation);
            return;
        }

        await FreeMigrationLockAsync(db, cancellation);
        await db.Database.MigrateAsync(cancellation);
    }

    // EF Core's lock is a row that it would wait for indefinitely. With exclusive access it is certain that no migration is running: the
    // row was left by a killed process.
    private async Task FreeMigrationLockAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var tables = await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = {MigrationLock}").SingleAsync(cancellation);
        if (tables > 0 && await db.Database.ExecuteSqlRawAsync($"DELETE FROM {MigrationLock}", cancellation) > 0)
        {
            MigrationWasInterrupted(logger, options.DatabaseFile);
        }
    }

    [LoggerMessage(42, LogLevel.Warning,
        "The store {DatabaseFile} was left half-way through a migration by a process that was killed; the migration continues")]
    private static partial void MigrationWasInterrupted(ILogger logger, string databaseFile);
}
