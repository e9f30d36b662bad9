using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Domain.Auditing.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminPortal.Domain.Auditing;

/// <summary>The chain of entries, and its keeping.</summary>
internal static class AuditingRoom
{
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.TryAddSingleton(AuditRetention.Default);
        return services
            .AddSingleton<AuditChain>()
            .AddSingleton<VerifyAudit>()
            .AddSingleton<PruneAudit>()
            .AddHostedService<AuditKeeping>();
    }
}
