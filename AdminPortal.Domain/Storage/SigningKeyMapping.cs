using AdminPortal.Domain.SigningKeys.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

internal sealed class SigningKeyMapping : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("SigningKeys");
        builder.HasKey(key => key.KeyId);
        builder.Property(key => key.Algorithm);
        builder.Property(key => key.PublicJwk);
        builder.Property(key => key.WrappedPrivateKey);
        builder.Property(key => key.CreatedAt);
        builder.Property(key => key.MaySignFrom);
        builder.Property(key => key.SigningSince);
        builder.Property(key => key.RetiredAt);
        builder.Property(key => key.RevokedAt);
    }
}
