using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage.Sqlite.Starting;

/// <summary>Brings the store up to date, or makes sure that one which is can be written. Whoever does that is alone with the store.</summary>
internal sealed partial class MigrateStore(Func<PortalDbContext> contexts, StoreOptions options, ILogger<MigrateStore> logger)
{
    private const string MigrationLock = "__EFMigrationsLock";

    // Changes nothing, but as a writer: a file that may only be read opens like any other, and so does a transaction on it.
    private const string WriteNothing = "DELETE FROM __EFMigrationsHistory WHERE 0";

    // A verb beside us is done in a moment. Who holds the store for longer than this does not let go, and the start says so.
    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromSeconds(10);

    /// <exception cref="StoreStartException">The store is a newer build's, too old for this one, or somebody else's.</exception>
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

    // EF Core takes its lock by a row and would wait for it without end. Whoever is alone with the store knows that nobody migrates: the row
    // was left by a process that was killed.
    private async Task FreeMigrationLockAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var tables = await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = {MigrationLock}").SingleAsync(cancellation);
        if (tables > 0 && await db.Database.ExecuteSqlRawAsync($"DELETE FROM {MigrationLock}", cancellation) > 0)
        {
            MigrationWasInterrupted(logger, options.DatabaseFile);
        }
    }

    [LoggerMessage(42, LogLevel.Warning, "The store {DatabaseFile} was left half-way through a migration by a process that was killed; the migration goes on")]
    private static partial void MigrationWasInterrupted(ILogger logger, string databaseFile);
}
