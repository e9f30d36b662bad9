using AdminPortal.Domain.TokenService.Assertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

/// <summary>
/// Used assertions, in the order of client and digest and of nothing else: an insert touches one page, where an index of their times and the
/// table beneath it would be two more. So those that are outlived are not looked up by their time but met on a walk along the key.
/// </summary>
internal sealed class UsedAssertionMapping : IEntityTypeConfiguration<UsedAssertion>
{
    /// <summary>Of the <c>$3</c> rows behind client <c>$1</c> and digest <c>$2</c>, deletes those that were to be remembered until before <c>$4</c>.</summary>
    internal const string Forget =
        """
        DELETE FROM UsedAssertions WHERE (ClientId, JwtIdDigest) IN (
            SELECT ClientId, JwtIdDigest FROM (
                SELECT * FROM UsedAssertions WHERE (ClientId, JwtIdDigest) > ($1, $2) ORDER BY ClientId, JwtIdDigest LIMIT $3)
            WHERE RememberUntil < $4)
        """;

    /// <summary>The last of those <c>$3</c> rows; none where there are fewer.</summary>
    internal const string LastBehind =
        """
        SELECT * FROM UsedAssertions WHERE (ClientId, JwtIdDigest) > ($1, $2) ORDER BY ClientId, JwtIdDigest LIMIT 1 OFFSET $3 - 1
        """;

    public void Configure(EntityTypeBuilder<UsedAssertion> builder)
    {
        // The migration makes this table WITHOUT ROWID, which EF cannot say. A migration that rebuilds the table must say it again.
        builder.ToTable("UsedAssertions");
        builder.HasKey(used => new { used.ClientId, used.JwtIdDigest });
        builder.Property(used => used.RememberUntil);
    }
}
