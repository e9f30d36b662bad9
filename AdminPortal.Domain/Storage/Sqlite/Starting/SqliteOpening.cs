using AdminPortal.Domain.Storage.Seams;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Domain.Storage.Sqlite.Starting;

/// <summary>A store that is a file with a log beside it.</summary>
internal sealed class SqliteOpening(MigrateStore migrate, StoreOptions options) : IStoreOpening
{
    public bool Exists => File.Exists(options.DatabaseFile);

    public bool HasLog => WriteAheadLog.IsBeside(options.DatabaseFile);

    public void Prepare() => StoreFile.Prepare(options.DatabaseFile);

    public void RequireWholeLog() => WriteAheadLog.RequireWhole(options.DatabaseFile);

    public Task<bool> IsCurrentAsync(PortalDbContext db, CancellationToken cancellation) =>
        AppliedMigrations.AreAllAsync(db, options.DatabaseFile, cancellation);

    public Task MigrateAsync(CancellationToken cancellation) => migrate.ExecuteAsync(cancellation);

    public string? Explain(Exception fault) =>
        fault.GetBaseException() is SqliteException inFile ? StoreFile.Explain(options.DatabaseFile, inFile) : null;
}
