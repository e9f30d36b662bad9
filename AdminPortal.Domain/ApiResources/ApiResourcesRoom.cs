using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Domain.ApiResources;

/// <summary>The catalogue of what tokens are for.</summary>
internal static class ApiResourcesRoom
{
    public static IServiceCollection AddApiResources(this IServiceCollection services) => services
        .AddSingleton<ListResourceServers>()
        .AddSingleton<ImportCatalogue>();
}
