using AdminPortal.Domain.TokenService.Rules.Assertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

/// <summary>
/// Replay records, clustered by client and digest with no other index: an insert touches one page, where an index on the expiry would add
/// two. So expired ones are not looked up by time but found while scanning along the key.
/// </summary>
internal sealed class UsedAssertionMapping : IEntityTypeConfiguration<UsedAssertion>
{
    public void Configure(EntityTypeBuilder<UsedAssertion> builder)
    {
        // The migration makes this table WITHOUT ROWID, which EF cannot express. A migration that rebuilds the table must repeat it.
        builder.ToTable("UsedAssertions");
        builder.HasKey(used => new { used.ClientId, used.JwtIdDigest });
        builder.Property(used => used.RememberUntil);
    }
}
