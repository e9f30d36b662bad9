using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage;

/// <summary>The store's tables, the same for every provider; a sealed subclass per provider adds what differs.</summary>
public abstract class PortalDbContext(DbContextOptions options)
    : IdentityUserContext<Administrator>(options), IDataProtectionKeyContext
{
    public DbSet<ApiClient> ApiClients => Set<ApiClient>();

    public DbSet<ResourceServer> ResourceServers => Set<ResourceServer>();

    public DbSet<CatalogueRevision> CatalogueRevisions => Set<CatalogueRevision>();

    public DbSet<Service> Services => Set<Service>();

    public DbSet<ServiceRole> ServiceRoles => Set<ServiceRole>();

    public DbSet<Administrator> Administrators => Set<Administrator>();

    public DbSet<AdminRole> AdminRoles => Set<AdminRole>();

    public DbSet<IssuedToken> IssuedTokens => Set<IssuedToken>();

    public DbSet<TokenContent> TokenContents => Set<TokenContent>();

    public DbSet<EndedGeneration> EndedGenerations => Set<EndedGeneration>();

    public DbSet<UsedAssertion> UsedAssertions => Set<UsedAssertion>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditCheckpoint> AuditCheckpoints => Set<AuditCheckpoint>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<TokenFailure> TokenFailures => Set<TokenFailure>();

    public DbSet<ThrottledFailureCount> ThrottledFailureCounts => Set<ThrottledFailureCount>();

    public DbSet<ClockRecord> ClockRecords => Set<ClockRecord>();

    public DbSet<WrappedKey> WrappedKeys => Set<WrappedKey>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.UsePortalValues();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
    }
}
