using AdminPortal.Domain.TokenService.Assertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

internal sealed class UsedAssertionMapping : IEntityTypeConfiguration<UsedAssertion>
{
    public void Configure(EntityTypeBuilder<UsedAssertion> builder)
    {
        builder.ToTable("UsedAssertions");
        builder.HasKey(used => new { used.ClientId, used.JwtIdDigest });
        builder.Property(used => used.RememberUntil);
        builder.HasIndex(used => used.RememberUntil);
    }
}
