using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminPortal.Domain.Timekeeping;

/// <summary>How far the clock is trusted.</summary>
internal static class TimekeepingRoom
{
    public static IServiceCollection AddTimekeeping(this IServiceCollection services)
    {
        services.TryAddSingleton(ClockBounds.Default);
        return services
            .AddSingleton<ProvenTime>()
            .AddSingleton<StoredClock>()
            .AddSingleton<KeepClock>()
            .AddHostedService(provider => provider.GetRequiredService<KeepClock>());
    }
}
