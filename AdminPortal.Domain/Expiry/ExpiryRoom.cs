using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Domain.Expiry;

// This room owns the watch over what is about to end: secrets, certificates, signing keys. It protects callers from being refused one
// morning without a warning. It must never end or prolong anything itself.

/// <summary>What is about to expire.</summary>
internal static class ExpiryRoom
{
    public static IServiceCollection AddExpiry(this IServiceCollection services) => services
        .AddSingleton<ExpiryWatch>()
        .AddHostedService(provider => provider.GetRequiredService<ExpiryWatch>());
}
