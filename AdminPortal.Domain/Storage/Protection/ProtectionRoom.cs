using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Domain.Storage.Protection;

/// <summary>The key ring of Data Protection, and what wraps it.</summary>
internal static class ProtectionRoom
{
    public static IServiceCollection AddKeyProtection(this IServiceCollection services, StoreOptions options)
    {
        var protection = services.AddDataProtection()
            .SetApplicationName("AdminPortal");
        if (options.ProtectionCertificate is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
            // Keys wrapped before the certificate was configured are unwrapped with the file.
            services.AddSingleton(_ => ProtectionKey.Load(options.ProtectionKeyFile));
        }
        else
        {
            services.AddSingleton(_ => ProtectionKey.LoadOrCreate(options.ProtectionKeyFile));
            services.AddOptions<KeyManagementOptions>()
                .Configure<IServiceProvider>((management, provider) => management.XmlEncryptor = new ProtectionKeyXmlEncryptor(provider));
        }

        return services;
    }
}
