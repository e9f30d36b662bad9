using AdminPortal.Domain.ApiResources.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

internal sealed class CatalogueMapping
    : IEntityTypeConfiguration<ResourceServer>, IEntityTypeConfiguration<Service>, IEntityTypeConfiguration<ServiceRole>
{
    public void Configure(EntityTypeBuilder<ResourceServer> builder)
    {
        builder.ToTable("ResourceServers");
        builder.HasKey(server => server.Id);
        builder.Ignore(server => server.Services);
        builder.Property(server => server.IntrospectionClient);
        builder.HasIndex(server => server.PrimaryAudience).IsUnique();
        builder.HasIndex(server => server.IsDefault).IsUnique().HasFilter("\"IsDefault\"");
        builder.HasMany(server => server.StoredServices).WithOne().HasForeignKey(service => service.ResourceServerId);
    }

    public void Configure(EntityTypeBuilder<Service> builder)
    {
        builder.ToTable("Services");
        builder.HasKey(service => service.Id);
        builder.Ignore(service => service.Roles);
        builder.Property(service => service.ResourceServerId);
        builder.HasIndex(service => new { service.ResourceServerId, service.Name }).IsUnique();
        builder.HasMany(service => service.StoredRoles).WithOne().HasForeignKey(role => role.ServiceId);
    }

    public void Configure(EntityTypeBuilder<ServiceRole> builder)
    {
        builder.ToTable("ServiceRoles");
        builder.HasKey(role => role.Id);
        builder.Property(role => role.ServiceId);
        builder.Property(role => role.Scope);
        builder.HasIndex(role => new { role.ServiceId, role.Name }).IsUnique();
        builder.HasIndex(role => new { role.ResourceServerId, role.Scope }).IsUnique();
        builder.HasOne<ResourceServer>().WithMany().HasForeignKey(role => role.ResourceServerId);
    }
}
