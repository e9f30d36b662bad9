using AdminPortal.Domain.Storage.Outside;
using AdminPortal.Domain.Storage.Sqlite;
using AdminPortal.Domain.Storage.Sqlite.Outside;
using AdminPortal.Domain.Storage.Sqlite.ReadingClients;
using AdminPortal.Domain.Storage.Sqlite.Starting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage;

/// <summary>The two ways to the store, who waits for whom, and what is heard of others.</summary>
internal static class StorageRoom
{
    public static IServiceCollection AddStorage(this IServiceCollection services, StoreOptions options) => services
        .AddSingleton<OutsideChangeMark>()
        .AddDbContextFactory<SqlitePortalDbContext>((provider, builder) => builder
            .UseSqlite($"Data Source={options.DatabaseFile}")
            .AddInterceptors(new SqlitePragmas(), provider.GetRequiredService<OutsideChangeMark>())
            // A count that stops at a limit has no order; whatever is shown has one.
            // A command or a commit that fails is told by whoever sent it, with what it was for.
            .ConfigureWarnings(warnings => warnings
                .Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning)
                .Log(
                    (RelationalEventId.CommandError, LogLevel.Debug),
                    (RelationalEventId.TransactionError, LogLevel.Debug),
                    (CoreEventId.SaveChangesFailed, LogLevel.Debug))))
        .AddSingleton<WriterGate>()
        .AddSingleton<ChangeFeed>()
        .AddSingleton<PortalStore>()
        .AddSingleton<ClientReader>()
        .AddSingleton<StoreReadiness>()
        .AddSingleton<MigrateStore>()
        .AddSingleton<StoreStart>()
        .AddHostedService<OutsideChangeWatch>();
}
