using System.Security.Cryptography;
using System.Text.Json;
using System.Xml;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.Storage.Outside;
using AdminPortal.Domain.Storage.Protection;
using AdminPortal.Domain.Storage.Starting;
using AdminPortal.Domain.Timekeeping;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage;

/// <summary>The store cannot be opened for a reason that the operator can remove; the message says how.</summary>
public class StoreStartException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// What happens to the store before anything else starts: migrations, the keys it needs, the first catalogue. Whoever does that is alone
/// with the store.
/// </summary>
public sealed partial class StoreStart(
    IDbContextFactory<SqlitePortalDbContext> contexts,
    PortalStore store,
    StoredClock clock,
    AuditChain chain,
    AdvanceSigningKeys signingKeys,
    ImportCatalogue importCatalogue,
    OutsideChangeMark outside,
    StoreOptions options,
    ILogger<StoreStart> logger) : IDisposable
{
    private const string MigrationLock = "__EFMigrationsLock";

    // Changes nothing, but as a writer: a file that may only be read opens like any other, and so does a transaction on it.
    private const string WriteNothing = "DELETE FROM __EFMigrationsHistory WHERE 0";

    private DirectoryLock? _alone;

    private string Folder => Path.GetDirectoryName(options.DatabaseFile)!;

    /// <summary>For the portal: the data directory is its own from here until this is disposed.</summary>
    /// <exception cref="StoreStartException">The store cannot be used; the message says why.</exception>
    public Task RunAsync(CancellationToken cancellation) => ExplainAsync(() => UnderstandAsync(async () =>
    {
        _alone ??= TakeDirectory();
        await PrepareAsync(cancellation);
    }));

    /// <summary>
    /// For a verb of the command line, whether or not a portal runs: a store that is up to date is used as it is, and one that is not is
    /// brought up to date unless somebody else has it.
    /// </summary>
    /// <exception cref="StoreStartException">The store cannot be used; the message says why.</exception>
    public Task RunBesideAsync(CancellationToken cancellation) => ExplainAsync(() => UnderstandAsync(async () =>
    {
        outside.IsOutside = true;
        if (await IsReadyAsync(cancellation))
        {
            await clock.LoadAsync(cancellation);
            await LoadKeysAsync(chain.LoadKeyAsync, cancellation);
            return;
        }

        using var alone = TakeDirectory();
        await PrepareAsync(cancellation);
    }));

    /// <summary>Does what works on the store before there is a request. A fault of its file, its disk or its directory is explained.</summary>
    /// <exception cref="StoreStartException">The store cannot be used; the message says why.</exception>
    public async Task<T> ExplainAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (fault.GetBaseException() is SqliteException inFile)
        {
            throw new StoreStartException(StoreFile.Explain(options.DatabaseFile, inFile), fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreStartException(
                $"The data directory {Folder} cannot be used: {fault.Message.TrimEnd('.')}. Give the user that runs AdminPortal the directory and the files in it.", fault);
        }
    }

    public void Dispose()
    {
        _alone?.Dispose();
        _alone = null;
    }

    private DirectoryLock TakeDirectory() => DirectoryLock.Take(Folder, options.Holder);

    private async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (!File.Exists(options.DatabaseFile))
        {
            return false;
        }

        StoreFile.Prepare(options.DatabaseFile);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await StoreVersion.IsCurrentAsync(db, options.DatabaseFile, cancellation) && await db.WrappedKeys.AnyAsync(cancellation);
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        StoreFile.Prepare(options.DatabaseFile);
        await MigrateAsync(cancellation);
        await clock.LoadAsync(cancellation);
        await LoadKeysAsync(LoadAllKeysAsync, cancellation);
        if (options.LoadsSampleCatalogue)
        {
            await importCatalogue.ExecuteIfEmptyAsync(CatalogueFile.Sample(), new Actor.OnHost("first start"), cancellation);
        }
    }

    private async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await StoreVersion.IsCurrentAsync(db, options.DatabaseFile, cancellation))
        {
            await db.Database.ExecuteSqlRawAsync(WriteNothing, cancellation);
            return;
        }

        await FreeMigrationLockAsync(db, cancellation);
        await db.Database.MigrateAsync(cancellation);
    }

    // EF Core takes its lock by a row and would wait for it without end. Whoever is alone with the store knows that nobody migrates: the row
    // was left by a process that was killed.
    private async Task FreeMigrationLockAsync(SqlitePortalDbContext db, CancellationToken cancellation)
    {
        var tables = await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = {MigrationLock}").SingleAsync(cancellation);
        if (tables > 0 && await db.Database.ExecuteSqlRawAsync($"DELETE FROM {MigrationLock}", cancellation) > 0)
        {
            MigrationWasInterrupted(logger, options.DatabaseFile);
        }
    }

    private async Task LoadAllKeysAsync(PortalStore from, CancellationToken cancellation)
    {
        if (options.ProtectionCertificate is null)
        {
            await LoadProtectionKeyAsync(cancellation);
        }

        await chain.LoadKeyAsync(from, cancellation);
        await signingKeys.ExecuteAsync(cancellation);
    }

    // A new key beside an old store would only hide that the old one is lost.
    private async Task LoadProtectionKeyAsync(CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        _ = await db.DataProtectionKeys.AnyAsync(cancellation)
            ? ProtectionKey.Load(options.ProtectionKeyFile)
            : ProtectionKey.LoadOrCreate(options.ProtectionKeyFile);
    }

    private async Task LoadKeysAsync(Func<PortalStore, CancellationToken, Task> load, CancellationToken cancellation)
    {
        try
        {
            await load(store, cancellation);
        }
        catch (Exception fault) when (fault is CryptographicException or NoSigningKeyException)
        {
            throw new StoreStartException(
                $"The keys in the store cannot be unwrapped. They were wrapped by another {options.ProtectionKeyFile} or another certificate "
                + "(Portal:Protection:CertificateFile): restore the one of this store.",
                fault);
        }
    }

    // Rows that no build has written: they open as a database and mean nothing.
    private async Task<bool> UnderstandAsync(Func<Task> start)
    {
        try
        {
            await start();
            return true;
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or ArgumentException or XmlException or JsonException)
        {
            StoreIsNotUnderstood(logger, fault);
            throw new StoreStartException(
                $"The store {options.DatabaseFile} holds what AdminPortal has not written ({fault.GetType().Name}). Restore the data directory from a backup.", fault);
        }
    }

    [LoggerMessage(40, LogLevel.Warning, "The store {DatabaseFile} was left half-way through a migration by a process that was killed; the migration goes on")]
    private static partial void MigrationWasInterrupted(ILogger logger, string databaseFile);

    [LoggerMessage(41, LogLevel.Debug, "The store could not be read")]
    private static partial void StoreIsNotUnderstood(ILogger logger, Exception fault);
}
