using AdminPortal.Domain.TokenFailures.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminPortal.Domain.TokenFailures;

/// <summary>Records of refused requests.</summary>
internal static class TokenFailuresRoom
{
    public static IServiceCollection AddTokenFailures(this IServiceCollection services)
    {
        services.TryAddSingleton(FailureBounds.Default);
        return services
            .AddSingleton<ListTokenFailures>()
            .AddSingleton<FindTokenFailure>()
            .AddSingleton<FailureJournal>()
            .AddHostedService(provider => provider.GetRequiredService<FailureJournal>());
    }
}
