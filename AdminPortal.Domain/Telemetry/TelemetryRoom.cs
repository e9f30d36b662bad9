using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Domain.Telemetry;

/// <summary>What is measured.</summary>
internal static class TelemetryRoom
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services) => services
        .AddSingleton<PortalMetrics>();
}
