using System.Data;
using System.Security.Cryptography;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.Storage.Protection;
using AdminPortal.Domain.Timekeeping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage;

/// <summary>The store cannot be opened for a reason that the operator can remove; the message says how.</summary>
public sealed class StoreStartException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What happens to the store before anything else starts: migrations, the keys it needs, the first catalogue.</summary>
public sealed partial class StoreStart(
    IDbContextFactory<SqlitePortalDbContext> contexts,
    PortalStore store,
    StoredClock clock,
    AuditChain chain,
    AdvanceSigningKeys signingKeys,
    ImportCatalogue importCatalogue,
    StoreOptions options,
    ILogger<StoreStart> logger)
{
    private const string LockTable = "__EFMigrationsLock";

    /// <exception cref="StoreStartException">The migrations did not finish in time, or the stored keys cannot be read.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await MigrateAsync(cancellation);
        await clock.LoadAsync(cancellation);
        await UnwrapKeysAsync(cancellation);
        if (options.LoadsSampleCatalogue)
        {
            await importCatalogue.ExecuteIfEmptyAsync(CatalogueFile.Sample(), new Actor.OnHost("first start"), cancellation);
        }
    }

    private async Task UnwrapKeysAsync(CancellationToken cancellation)
    {
        if (options.ProtectionCertificate is null && await HasKeyRingAsync(cancellation))
        {
            // Before anything asks for it: a new key beside an old store would only hide that the old one is lost.
            ProtectionKey.Load(options.ProtectionKeyFile);
        }

        try
        {
            await chain.LoadKeyAsync(store, cancellation);
            await signingKeys.ExecuteAsync(cancellation);
        }
        catch (Exception fault) when (fault is CryptographicException or NoSigningKeyException)
        {
            throw new StoreStartException(
                $"The keys in the store cannot be unwrapped. They were wrapped by another {options.ProtectionKeyFile} or another certificate "
                + "(Portal:Protection:CertificateFile): restore the one of this store.",
                fault);
        }
    }

    private async Task<bool> HasKeyRingAsync(CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await db.DataProtectionKeys.AnyAsync(cancellation);
    }

    private async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.MigrationTimeLimit);
        try
        {
            if (await IsLockedAsync(db, limit.Token))
            {
                MigrationLockFound(logger, options.DatabaseFile, (int)options.MigrationTimeLimit.TotalSeconds);
            }

            await db.Database.MigrateAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new StoreStartException(await ExplainAsync(db, cancellation));
        }
    }

    // EF Core takes its migration lock by a row and waits for it without end: a process killed in the middle leaves the row behind.
    private async Task<string> ExplainAsync(SqlitePortalDbContext db, CancellationToken cancellation)
    {
        var seconds = (int)options.MigrationTimeLimit.TotalSeconds;
        return await IsLockedAsync(db, cancellation)
            ? $"The store {options.DatabaseFile} is locked for a migration, and was still so after {seconds} s. If no other AdminPortal is starting, "
                + $"a start was killed half-way: restore the file from a backup, or run: sqlite3 '{options.DatabaseFile}' 'DELETE FROM {LockTable}'"
            : $"The migrations of the store {options.DatabaseFile} did not finish within {seconds} s.";
    }

    private static async Task<bool> IsLockedAsync(SqlitePortalDbContext db, CancellationToken cancellation)
    {
        if (db.Database.GetDbConnection().State != ConnectionState.Open)
        {
            await db.Database.OpenConnectionAsync(cancellation);
        }

        var rows = await db.Database
            .SqlQueryRaw<int>($"SELECT COUNT(*) AS \"Value\" FROM sqlite_master WHERE name = '{LockTable}'")
            .SingleAsync(cancellation);
        return rows > 0 && await db.Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS \"Value\" FROM {LockTable}").SingleAsync(cancellation) > 0;
    }

    [LoggerMessage(40, LogLevel.Warning, "The store {DatabaseFile} is locked for a migration. Waiting up to {Seconds} s for whoever holds the lock")]
    private static partial void MigrationLockFound(ILogger logger, string databaseFile, int seconds);
}
