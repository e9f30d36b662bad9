using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Storage.Sqlite.FindingTokens;
using AdminPortal.Domain.Storage.Sqlite.Journal;
using AdminPortal.Domain.Storage.Sqlite.Outside;
using AdminPortal.Domain.Storage.Sqlite.ReadingClients;
using AdminPortal.Domain.Storage.Sqlite.Starting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage.Sqlite;

// This room owns all that is SQLite's: its file, its pragmas, its words and its faults, behind the seams of the store. It protects one rule
// of SQLite: one writer at a time, by design and not by collision. It must never decide anything about clients, tokens or people.

/// <summary>The store in one SQLite file: its context, and its side of each seam.</summary>
internal static class SqliteStore
{
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, StoreOptions options)
    {
        services.AddDataProtection().PersistKeysToDbContext<SqlitePortalDbContext>();
        return services
            .AddContexts(options)
            .AddSingleton<WriterGate>()
            .AddSingleton<MigrateStore>()
            .AddSingleton<IChangeTurn, ImmediateTurn>()
            .AddSingleton<IStoreErrors, SqliteErrors>()
            .AddSingleton<IStoreOpening, SqliteOpening>()
            .AddSingleton<IStoreFeed, SqliteFeed>()
            .AddSingleton<IJournalStore, SqliteJournal>()
            .AddSingleton<IClientStore, ClientReader>()
            .AddSingleton<ITokenSearch, SqliteTokenSearch>()
            .AddSingleton<IRecordPruning, SqlitePruning>()
            .AddSingleton<IFailureStore, SqliteFailures>();
    }

    private static IServiceCollection AddContexts(this IServiceCollection services, StoreOptions options) => services
        .AddSingleton<OutsideChangeMark>()
        .AddDbContextFactory<SqlitePortalDbContext>((provider, builder) => builder
            .UseSqlite($"Data Source={options.DatabaseFile}")
            .AddInterceptors(new SqlitePragmas(), provider.GetRequiredService<OutsideChangeMark>())
            // A count that stops at a limit has no order; everything that is shown has one. A failed command or commit is reported by its
            // caller, with its purpose.
            .ConfigureWarnings(warnings => warnings
                .Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning)
                .Log(
                    (RelationalEventId.CommandError, LogLevel.Debug),
                    (RelationalEventId.TransactionError, LogLevel.Debug),
                    (CoreEventId.SaveChangesFailed, LogLevel.Debug))))
        .AddSingleton<Func<PortalDbContext>>(provider => provider.GetRequiredService<IDbContextFactory<SqlitePortalDbContext>>().CreateDbContext);
}
