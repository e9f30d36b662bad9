using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

internal sealed class AdministratorMapping
    : IEntityTypeConfiguration<Administrator>,
        IEntityTypeConfiguration<AdminRole>,
        IEntityTypeConfiguration<AdminRolePermission>,
        IEntityTypeConfiguration<AuditEntry>,
        IEntityTypeConfiguration<AuditCheckpoint>,
        IEntityTypeConfiguration<WrappedKey>
{
    /// <summary>The index that enforces unique user names; Identity gave it its name.</summary>
    public const string UserNameIndex = "UserNameIndex";

    public void Configure(EntityTypeBuilder<Administrator> builder)
    {
        builder.ToTable("Administrators");
        builder.Ignore(administrator => administrator.Roles);
        builder.Ignore(administrator => administrator.Permissions);
        builder.Property(administrator => administrator.CreatedAt);
        builder.Property(administrator => administrator.CreatedBy);
        builder.HasMany(administrator => administrator.StoredRoles).WithMany().UsingEntity("AdministratorRoles");
    }

    public void Configure(EntityTypeBuilder<AdminRole> builder)
    {
        builder.ToTable("AdminRoles");
        builder.HasKey(role => role.Id);
        builder.Ignore(role => role.Permissions);
        builder.Property(role => role.IsBuiltIn);
        builder.HasIndex(role => role.Name).IsUnique();
        builder.HasMany(role => role.StoredPermissions).WithOne().HasForeignKey(permission => permission.RoleId);
        builder.HasData(AdminRole.BuiltIn().Select(role => new { role.Id, role.Name, role.IsBuiltIn }));
    }

    public void Configure(EntityTypeBuilder<AdminRolePermission> builder)
    {
        builder.ToTable("AdminRolePermissions");
        builder.HasKey(permission => new { permission.RoleId, permission.Module });
        builder.HasData(AdminRole.BuiltIn().SelectMany(role => role.StoredPermissions));
    }

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.HasIndex(entry => entry.OccurredAt);
    }

    public void Configure(EntityTypeBuilder<AuditCheckpoint> builder)
    {
        builder.ToTable("AuditCheckpoints");
        builder.HasKey(checkpoint => checkpoint.Id);
        builder.Property(checkpoint => checkpoint.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<WrappedKey> builder)
    {
        builder.ToTable("WrappedKeys");
        builder.HasKey(key => key.Name);
        builder.Property(key => key.Value);
    }
}
