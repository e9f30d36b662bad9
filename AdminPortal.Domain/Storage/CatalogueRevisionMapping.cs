using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

// The single-row tables, whose rows the migration inserts.
internal sealed class CatalogueRevisionMapping : IEntityTypeConfiguration<CatalogueRevision>, IEntityTypeConfiguration<StoreProbe>
{
    public void Configure(EntityTypeBuilder<CatalogueRevision> builder)
    {
        builder.ToTable("CatalogueRevision");
        builder.HasKey(revision => revision.Id);
        builder.Property(revision => revision.Id).ValueGeneratedNever();
        builder.HasData(new { Id = CatalogueRevision.TheOnly, Revision = 1L });
    }

    public void Configure(EntityTypeBuilder<StoreProbe> builder)
    {
        builder.ToTable("StoreProbe");
        builder.HasKey(probe => probe.Id);
        builder.Property(probe => probe.Id).ValueGeneratedNever();
        builder.HasData(new { Id = StoreProbe.TheOnly, Writes = 0L });
    }
}
