using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Hosting.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdminPortal.Hosting;

/// <summary>The domain and its store: registered from the settings, and started before the first request.</summary>
internal static class StoreHosting
{
    /// <exception cref="StoreStartException">The protection certificate cannot be used.</exception>
    public static StoreOptions StoreOptionsOf(PortalSettings settings) => new()
    {
        DatabaseFile = settings.DataDirectory.DatabaseFile,
        ProtectionKeyFile = settings.DataDirectory.ProtectionKeyFile,
        ProtectionCertificate = CertificateOf(settings.Options.Protection),
        Holder = $"the portal at {string.Join(" and ", settings.Listeners.Public)}",
        LoadsSampleCatalogue = settings.Options.Setup.Catalogue == SetupOptions.SampleCatalogue,
    };

    public static void AddDomain(this WebApplicationBuilder builder, StoreOptions options)
    {
        builder.Services.AddPortalDomain(options);
        builder.Services.AddSingleton(provider => new TokenRetention(provider.GetRequiredService<PortalOptions>().Tokens.RetentionDays));
        builder.Services.AddSingleton(provider => ClockBounds.ForAssertionsOf(
            TimeSpan.FromMinutes(provider.GetRequiredService<PortalOptions>().Assertions.MaxLifetimeMinutes)));
        // Background work reports its own faults; none of them is worth aborting the requests in progress.
        builder.Services.Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        builder.Services.AddSingleton(provider => new AuditRetention(provider.GetRequiredService<PortalOptions>().Audit.RetentionDays));
        builder.Services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: [HealthEndpoints.ReadyTag]);
    }

    private static X509Certificate2? CertificateOf(ProtectionOptions options)
    {
        if (options.CertificateFile is not { } file)
        {
            return null;
        }

        try
        {
            var password = options.CertificatePasswordFile is { } passwordFile ? File.ReadAllText(passwordFile).TrimEnd('\r', '\n') : null;
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password, X509KeyStorageFlags.EphemeralKeySet);
            return certificate.GetRSAPrivateKey() is not null
                ? certificate
                : throw new StoreStartException("Portal:Protection:CertificateFile holds no RSA private key");
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StoreStartException(
                "Portal:Protection:CertificateFile cannot be read as PKCS#12 with the password of Portal:Protection:CertificatePasswordFile", fault);
        }
    }

    // Without a writable store, or a key to sign with, there are no tokens.
    private sealed class StoreHealth(StoreReadiness store, SigningKeyRing keys) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            keys.IsLoaded && await store.IsWritableAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }
}
