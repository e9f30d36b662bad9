using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.ApiResources.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

internal sealed class ApiClientMapping
    : IEntityTypeConfiguration<ApiClient>, IEntityTypeConfiguration<ClientSecret>, IEntityTypeConfiguration<ResourceGrant>
{
    /// <summary>The foreign key column of everything that belongs to a client.</summary>
    public const string ClientIdColumn = "ClientId";

    /// <summary>The index that enforces unique client names.</summary>
    public const string NameIndex = "IX_ApiClients_NameKey";

    /// <summary>The index that enforces unique secrets.</summary>
    public const string SecretIndex = "IX_ClientSecrets_Digest";

    public void Configure(EntityTypeBuilder<ApiClient> builder)
    {
        builder.ToTable("ApiClients");
        builder.HasKey(client => client.Id);
        builder.Ignore(client => client.PublicKeys);
        builder.Ignore(client => client.Secrets);
        builder.Ignore(client => client.Grants);
        builder.Property(client => client.CreatedAt);
        builder.Property(client => client.CreatedBy);
        builder.Property(client => client.Version).IsConcurrencyToken();
        builder.HasQueryFilter(client => client.DeletedAt == null);
        builder.HasIndex(client => client.NameKey).IsUnique().HasDatabaseName(NameIndex).HasFilter("\"DeletedAt\" IS NULL");
        builder.HasIndex(client => new { client.Status, client.NameKey });
        builder.HasMany(client => client.StoredEndedGenerations).WithOne().HasForeignKey(ended => ended.ClientId);
        builder.HasMany(client => client.StoredPublicKeys).WithOne().HasForeignKey(ClientIdColumn).IsRequired();
        builder.HasMany(client => client.StoredSecrets).WithOne().HasForeignKey(ClientIdColumn).IsRequired();
        builder.HasMany(client => client.StoredGrants).WithOne().HasForeignKey(ClientIdColumn).IsRequired();
    }

    public void Configure(EntityTypeBuilder<ClientSecret> builder)
    {
        builder.ToTable("ClientSecrets");
        builder.HasKey(secret => secret.Id);
        builder.Property(secret => secret.Id).ValueGeneratedNever();
        builder.Property(secret => secret.Digest);
        builder.Property(secret => secret.Hint);
        builder.Property(secret => secret.CreatedAt);
        builder.Property(secret => secret.CreatedBy);
        builder.Property(secret => secret.ExpiresAt);
        builder.HasIndex(secret => secret.Digest).IsUnique().HasDatabaseName(SecretIndex);
    }

    public void Configure(EntityTypeBuilder<ResourceGrant> builder)
    {
        builder.ToTable("ResourceGrants");
        builder.Property(grant => grant.ServiceId);
        builder.Property<ClientId>(ClientIdColumn);
        builder.HasKey(ClientIdColumn, nameof(ResourceGrant.ServiceId));

        // The role's alternate key includes its service, so a grant cannot name a role of another service.
        builder.HasOne<ServiceRole>().WithMany()
            .HasForeignKey(grant => new { grant.ServiceId, grant.RoleId })
            .HasPrincipalKey(role => new { role.ServiceId, role.Id })
            .OnDelete(DeleteBehavior.Restrict);
    }
}
