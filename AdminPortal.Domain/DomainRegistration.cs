using AdminPortal.Domain.AccessTokens;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Expiry;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.Starting;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Protection;
using AdminPortal.Domain.Storage.Sqlite;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenService;
using AdminPortal.Domain.TokenService.Rules;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Domain;

/// <summary>
/// Registers the domain's rooms, each by its own list; a <see cref="TimeProvider"/>, logging and the <see cref="TokenServiceOptions"/> come
/// from the host.
/// </summary>
public static class DomainRegistration
{
    public static IServiceCollection AddPortalDomain(this IServiceCollection services, StoreOptions options) => services
        .AddSingleton(options)
        .AddStorage()
        .AddSqliteStore(options)
        .AddKeyProtection(options)
        .AddAdministrators()
        .AddAudit()
        .AddApiResources()
        .AddApiClients()
        .AddJwks()
        .AddSigningKeys()
        .AddTelemetry()
        .AddTimekeeping()
        .AddTokenService()
        .AddAccessTokens()
        .AddTokenFailures()
        .AddExpiry()
        .AddStarting();
}
