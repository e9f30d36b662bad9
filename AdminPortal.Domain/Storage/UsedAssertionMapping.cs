using AdminPortal.Domain.TokenService.Rules.Assertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

/// <summary>
/// Used assertions, in the order of client and digest and of nothing else: an insert touches one page, where an index of their times and the
/// table beneath it would be two more. So those that are outlived are not looked up by their time but met on a walk along the key.
/// </summary>
internal sealed class UsedAssertionMapping : IEntityTypeConfiguration<UsedAssertion>
{
    public void Configure(EntityTypeBuilder<UsedAssertion> builder)
    {
        // The migration makes this table WITHOUT ROWID, which EF cannot say. A migration that rebuilds the table must say it again.
        builder.ToTable("UsedAssertions");
        builder.HasKey(used => new { used.ClientId, used.JwtIdDigest });
        builder.Property(used => used.RememberUntil);
    }
}
