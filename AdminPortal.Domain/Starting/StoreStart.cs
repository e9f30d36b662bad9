using System.Security.Cryptography;
using System.Text.Json;
using System.Xml;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Protection;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Storage.Starting;
using AdminPortal.Domain.Timekeeping;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Starting;

/// <summary>
/// What happens to the store before anything else starts: migrations, the keys it needs, the first catalogue. Requires exclusive access to
/// the store.
/// </summary>
public sealed partial class StoreStart(
    Func<PortalDbContext> contexts,
    IStoreOpening opening,
    IStoreFeed feed,
    PortalStore store,
    StoredClock clock,
    AuditChain chain,
    AdvanceSigningKeys signingKeys,
    ImportCatalogue importCatalogue,
    StoreOptions options,
    ILogger<StoreStart> logger) : IDisposable
{
    private DirectoryLock? _alone;

    private string Folder => Path.GetDirectoryName(options.DatabaseFile)!;

    /// <summary>For the portal: holds the data directory exclusively from here until disposed.</summary>
    /// <exception cref="StoreStartException">The store cannot be used; the message says why.</exception>
    public Task RunAsync(CancellationToken cancellation) => UnderstandAsync(async () =>
    {
        _alone ??= TakeDirectory();
        await PrepareAsync(cancellation);
    });

    /// <summary>
    /// For a command-line verb, whether or not a portal is running: an up-to-date store is used as it is, and another one is migrated
    /// unless another process holds it.
    /// </summary>
    /// <exception cref="StoreStartException">The store cannot be used; the message says why.</exception>
    public Task RunBesideAsync(CancellationToken cancellation) => UnderstandAsync(async () =>
    {
        feed.TellOthers();
        RequireWholeLogUnlessInUse();
        if (await IsReadyAsync(cancellation))
        {
            await clock.LoadAsync(cancellation);
            await LoadKeysAsync(chain.LoadKeyAsync, cancellation);
            return;
        }

        using var alone = TakeDirectory();
        await PrepareAsync(cancellation);
    });

    /// <summary>Runs work on the store before there are requests. A fault of its file, disk or directory is explained.</summary>
    /// <exception cref="StoreStartException">The store cannot be used; the message says why.</exception>
    public async Task<T> ExplainAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception fault) when (WhyUnusable(fault) is { } why)
        {
            throw new StoreStartException(why, fault);
        }
    }

    public void Dispose()
    {
        _alone?.Dispose();
        _alone = null;
    }

    private DirectoryLock TakeDirectory() => DirectoryLock.Take(Folder, options.Holder);

    // The store would cut a damaged log off where it does not hold, and nothing would tell of it any more. Who has the directory has looked before.
    private void RequireWholeLogUnlessInUse()
    {
        using var alone = opening.HasLog ? DirectoryLock.TryTake(Folder, options.Holder) : null;
        if (alone is not null)
        {
            opening.RequireWholeLog();
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        if (!opening.Exists)
        {
            return false;
        }

        opening.Prepare();
        await using var db = contexts();
        return await opening.IsCurrentAsync(db, cancellation) && await db.WrappedKeys.AnyAsync(cancellation);
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        opening.Prepare();
        opening.RequireWholeLog();
        await opening.MigrateAsync(cancellation);
        await clock.LoadAsync(cancellation);
        await LoadKeysAsync(LoadAllKeysAsync, cancellation);
        if (options.LoadsSampleCatalogue)
        {
            await importCatalogue.ExecuteIfEmptyAsync(CatalogueFile.Sample(), new Actor.OnHost("first start"), cancellation);
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

    // Creating a new key for an existing store would only hide that the old one is lost.
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

    // Rows that no build has written open as a database but have no meaning.
    private async Task UnderstandAsync(Func<Task> start)
    {
        try
        {
            await start();
        }
        catch (Exception fault) when (WhyUnusable(fault) is { } why)
        {
            throw new StoreStartException(why, fault);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or ArgumentException or XmlException or JsonException)
        {
            StoreIsNotUnderstood(logger, fault);
            throw new StoreStartException(
                $"The store {options.DatabaseFile} contains data that AdminPortal did not write ({fault.GetType().Name}). "
                + "Restore the data directory from a backup.",
                fault);
        }
    }

    /// <summary>Null for what is no fault of the store, the disk or the directory.</summary>
    private string? WhyUnusable(Exception fault) => fault switch
    {
        _ when opening.Explain(fault) is { } why => why,
        IOException when DiskRoom.IsExhausted(fault) =>
            $"The data directory {Folder} cannot be written: {fault.Message.TrimEnd('.')}. Make room on its disk, and start again.",
        IOException or UnauthorizedAccessException =>
            $"The data directory {Folder} cannot be used: {fault.Message.TrimEnd('.')}. Give the user that runs AdminPortal the directory and the files in it.",
        _ => null,
    };

    [LoggerMessage(43, LogLevel.Debug, "The store could not be read")]
    private static partial void StoreIsNotUnderstood(ILogger logger, Exception fault);
}
