using AdminPortal.Domain.Storage.Outside;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Domain.Storage;

/// <summary>The two ways to the store, and what is heard of others. What stands behind them, whoever chooses the store adds.</summary>
internal static class StorageRoom
{
    public static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton<ChangeFeed>()
        .AddSingleton<PortalStore>()
        .AddSingleton<StoreReadiness>()
        .AddHostedService<OutsideChangeWatch>();
}
