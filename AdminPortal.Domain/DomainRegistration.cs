using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Pruning;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Access;
using AdminPortal.Domain.Administrators.FirstRun;
using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Auditing.Attempts;
using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Listing;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Outside;
using AdminPortal.Domain.Storage.Protection;
using AdminPortal.Domain.Storage.ReadingClients;
using AdminPortal.Domain.Storage.Starting;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenService;
using AdminPortal.Domain.TokenService.Assertions;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.PresentedTokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain;

/// <summary>
/// The domain's rooms as services; a <see cref="TimeProvider"/>, logging and the <see cref="TokenServiceOptions"/> come from the host.
/// </summary>
public static class DomainRegistration
{
    public static IServiceCollection AddPortalDomain(this IServiceCollection services, StoreOptions options) => services
        .AddSingleton(options)
        .AddStorage(options)
        .AddKeyProtection(options)
        .AddAdministrators()
        .AddAudit()
        .AddSingleton<ListResourceServers>()
        .AddSingleton<ImportCatalogue>()
        .AddSingleton<SetIntrospectionClient>()
        .AddApiClients()
        .AddJwks()
        .AddSigningKeys()
        .AddTelemetry()
        .AddTimekeeping()
        .AddTokenService()
        .AddPresentedTokens()
        .AddAccessTokens()
        .AddTokenFailures();

    private static IServiceCollection AddStorage(this IServiceCollection services, StoreOptions options) => services
        .AddSingleton<OutsideChangeMark>()
        .AddDbContextFactory<SqlitePortalDbContext>((provider, builder) => builder
            .UseSqlite($"Data Source={options.DatabaseFile}")
            .AddInterceptors(new SqlitePragmas(), provider.GetRequiredService<OutsideChangeMark>())
            // A count that stops at a limit has no order; whatever is shown has one.
            // A command or a commit that fails is told by whoever sent it, with what it was for.
            .ConfigureWarnings(warnings => warnings
                .Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning)
                .Log(
                    (RelationalEventId.CommandError, LogLevel.Debug),
                    (RelationalEventId.TransactionError, LogLevel.Debug),
                    (CoreEventId.SaveChangesFailed, LogLevel.Debug))))
        .AddSingleton<WriterGate>()
        .AddSingleton<ChangeFeed>()
        .AddSingleton<AuditChain>()
        .AddSingleton<PortalStore>()
        .AddSingleton<StoreReadiness>()
        .AddSingleton<MigrateStore>()
        .AddSingleton<StoreStart>()
        .AddHostedService<OutsideChangeWatch>();

    private static IServiceCollection AddKeyProtection(this IServiceCollection services, StoreOptions options)
    {
        var protection = services.AddDataProtection()
            .SetApplicationName("AdminPortal")
            .PersistKeysToDbContext<SqlitePortalDbContext>();
        if (options.ProtectionCertificate is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
            // What was wrapped before the certificate came is read by the file.
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

    private static IServiceCollection AddAdministrators(this IServiceCollection services) => services
        .AddSingleton<PermissionGate>()
        .AddSingleton<PasswordHashing>()
        .AddSingleton<HashingTurns>()
        .AddSingleton<FirstAdministrator>()
        .AddSingleton<CreateFirstAdministrator>()
        .AddSingleton<RecordSetupRefusal>()
        .AddSingleton<StrangersAttempts>()
        .AddHostedService(provider => provider.GetRequiredService<StrangersAttempts>())
        .AddSingleton<AddAdministrator>()
        .AddSingleton<SetAdministratorPassword>()
        .AddSingleton<EndAdministratorSessions>()
        .AddSingleton<DisableAdministrator>()
        .AddSingleton<GetPermissions>()
        .AddSingleton<OpenPage>()
        .AddSingleton<SignInFailures>()
        .AddSingleton<SignInAdministrator>()
        .AddSingleton<SignOutAdministrator>()
        .AddSingleton<CheckSession>()
        .AddSingleton<KeepSession>()
        .AddSingleton<ConfirmPassword>();

    private static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.TryAddSingleton(AuditRetention.Default);
        return services
            .AddSingleton<VerifyAudit>()
            .AddSingleton<PruneAudit>()
            .AddHostedService<AuditKeeping>();
    }

    private static IServiceCollection AddApiClients(this IServiceCollection services) => services
        .AddSingleton<ApiClientDetailsValidator>()
        .AddSingleton<CheckApiClientName>()
        .AddSingleton<AddApiClient>()
        .AddSingleton<UpdateApiClient>()
        .AddSingleton<DeleteApiClient>()
        .AddSingleton<GetApiClient>()
        .AddSingleton<ListApiClients>()
        .AddSingleton<AddClientPublicKeys>()
        .AddSingleton<RemoveClientPublicKey>()
        .AddSingleton<AddClientSecret>()
        .AddSingleton<DeleteClientSecret>();

    private static IServiceCollection AddJwks(this IServiceCollection services)
    {
        // Unless the host says otherwise, no host may be a private address.
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

    private static IServiceCollection AddSigningKeys(this IServiceCollection services)
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

    private static IServiceCollection AddTelemetry(this IServiceCollection services) => services
        .AddSingleton<PortalMetrics>()
        .AddSingleton<ExpiryWatch>()
        .AddHostedService(provider => provider.GetRequiredService<ExpiryWatch>());

    private static IServiceCollection AddTimekeeping(this IServiceCollection services)
    {
        services.TryAddSingleton(ClockBounds.Default);
        return services
            .AddSingleton<ProvenTime>()
            .AddSingleton<StoredClock>()
            .AddSingleton<AcceptClock>()
            .AddSingleton<KeepClock>()
            .AddHostedService(provider => provider.GetRequiredService<KeepClock>());
    }

    private static IServiceCollection AddTokenService(this IServiceCollection services) => services
        .AddSingleton<ClientReader>()
        .AddSingleton<ClientDirectory>()
        .AddSingleton<CatalogueDirectory>()
        .AddSingleton<PublishedKeysOfUrl>()
        .AddSingleton<FindPublishedKeys>(provider => provider.GetRequiredService<PublishedKeysOfUrl>().FindAsync)
        .AddSingleton<AssertionReplay>()
        .AddSingleton<SecretAuthenticator>()
        .AddSingleton<AssertionAuthenticator>()
        .AddSingleton<ClientAuthenticator>()
        .AddSingleton<AuthenticationThrottle>()
        .AddSingleton<VerificationTurns>()
        .AddSingleton<AccessTokenWriter>()
        .AddSingleton<IssueAccessToken>()
        .AddSingleton<LastUsedMarks>()
        .AddSingleton<IssuanceJournal>()
        .AddHostedService(provider => provider.GetRequiredService<IssuanceJournal>());

    private static IServiceCollection AddPresentedTokens(this IServiceCollection services) => services
        .AddSingleton<AuthenticatedExchange>()
        .AddSingleton<OwnTokens>()
        .AddSingleton<IntrospectToken>()
        .AddSingleton<RevokeOwnToken>();

    private static IServiceCollection AddAccessTokens(this IServiceCollection services)
    {
        services.TryAddSingleton(TokenRetention.Default);
        return services
            .AddSingleton<ListIssuedTokens>()
            .AddSingleton<CountNewerTokens>()
            .AddSingleton<GetIssuedToken>()
            .AddSingleton<CountLiveTokens>()
            .AddSingleton<RevokeAccessToken>()
            .AddSingleton<RevokeAccessTokens>()
            .AddSingleton<RevokeClientTokens>()
            .AddSingleton<PruneUsedAssertions>()
            .AddSingleton<PruneTokens>()
            .AddHostedService(provider => provider.GetRequiredService<PruneTokens>());
    }

    private static IServiceCollection AddTokenFailures(this IServiceCollection services)
    {
        services.TryAddSingleton(FailureBounds.Default);
        return services
            .AddSingleton<ListTokenFailures>()
            .AddSingleton<FindTokenFailure>()
            .AddSingleton<FailureJournal>()
            .AddHostedService(provider => provider.GetRequiredService<FailureJournal>());
    }
}
