using AdminPortal.Domain.Auditing.Attempts;
using AdminPortal.Domain.Auditing.Keeping;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminPortal.Domain.Auditing;

/// <summary>The chain of entries, its keeping, and what strangers try.</summary>
internal static class AuditingRoom
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.TryAddSingleton(AuditRetention.Default);
        return services
            .AddSingleton<AuditChain>()
            .AddSingleton<StrangersAttempts>()
            .AddHostedService(provider => provider.GetRequiredService<StrangersAttempts>())
            .AddSingleton<VerifyAudit>()
            .AddSingleton<PruneAudit>()
            .AddHostedService<AuditKeeping>();
    }
}
