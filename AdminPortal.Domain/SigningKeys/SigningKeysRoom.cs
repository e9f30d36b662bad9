using AdminPortal.Domain.SigningKeys.Listing;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.SigningKeys.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminPortal.Domain.SigningKeys;

/// <summary>The signing keys, and their rotation.</summary>
internal static class SigningKeysRoom
{
    public static IServiceCollection AddSigningKeys(this IServiceCollection services)
    {
        services.TryAddSingleton(SigningKeyOptions.Default);
        return services
            .AddSingleton<SigningKeyProtection>()
            .AddSingleton<SigningKeyRing>()
            .AddSingleton<AdvanceSigningKeys>()
            .AddSingleton<ListSigningKeys>()
            .AddSingleton<RotateSigningKey>()
            .AddSingleton<ReplaceSigningKeyNow>()
            .AddSingleton<RevokePreviousSigningKey>()
            .AddHostedService<SigningKeyRotation>();
    }
}
