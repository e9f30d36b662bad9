using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

internal sealed class ClientPublicKeyMapping : IEntityTypeConfiguration<ClientPublicKey>
{
    public void Configure(EntityTypeBuilder<ClientPublicKey> builder)
    {
        builder.ToTable("ClientPublicKeys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.Name).HasMaxLength(PublicKeyName.MaxLength);
        builder.Property(key => key.SubjectPublicKeyInfo);
        builder.Property(key => key.Fingerprint);
        builder.Property(key => key.AddedAt);
        builder.Property(key => key.AddedBy);
        builder.Property<ClientId>(ApiClientMapping.ClientIdColumn);
        builder.OwnsOne(key => key.Certificate, certificate =>
        {
            certificate.Property(facts => facts.Subject).HasMaxLength(CertificateFacts.MaxTextLength);
            certificate.Property(facts => facts.Issuer).HasMaxLength(CertificateFacts.MaxTextLength);
        });

        // Enforces "each key once" against a race: two administrators may add the same file at the same time.
        builder.HasIndex(ApiClientMapping.ClientIdColumn, nameof(ClientPublicKey.Fingerprint)).IsUnique();
    }
}
