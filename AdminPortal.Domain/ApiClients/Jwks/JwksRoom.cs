using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Domain.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminPortal.Domain.ApiClients.Jwks;

/// <summary>Key sets at URLs: fetching, caching, previewing.</summary>
internal static class JwksRoom
{
    public static IServiceCollection AddJwks(this IServiceCollection services)
    {
        // By default, no host may be a private address.
        services.TryAddSingleton(JwksFetchOptions.None);
        return services
            .AddSingleton<OutboundAddressPolicy>()
            .AddSingleton<JwksFetcher>()
            .AddSingleton<JwksVisitLog>()
            .AddSingleton(provider => new ClientJwksCache(
                provider.GetRequiredService<JwksFetcher>(),
                provider.GetRequiredService<PortalMetrics>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<JwksVisitLog>().Broke))
            .AddSingleton<PreviewJwks>()
            .AddSingleton<GetHeldKeys>();
    }
}
