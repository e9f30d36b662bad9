using AdminPortal.Domain.TokenFailures.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

// No foreign key to the clients: a record is about what was presented, outlives the client, and is never a reason to refuse a deletion.
internal sealed class TokenFailureMapping : IEntityTypeConfiguration<TokenFailure>, IEntityTypeConfiguration<ThrottledFailureCount>
{
    public void Configure(EntityTypeBuilder<TokenFailure> builder)
    {
        builder.ToTable("TokenFailures");
        builder.HasKey(failure => failure.Id);
        builder.Property(failure => failure.Reference)
            .HasConversion(reference => reference.Value, text => FailureReference.Parse(text))
            .HasMaxLength(FailureReference.Length);
        builder.Property(failure => failure.PresentedClientId).HasMaxLength(TokenFailure.PresentedClientIdMaxLength);
        builder.Property(failure => failure.SourceAddress).HasMaxLength(TokenFailure.WordMaxLength);
        builder.Property(failure => failure.Method).HasMaxLength(TokenFailure.WordMaxLength);
        builder.Property(failure => failure.Code).HasMaxLength(TokenFailure.WordMaxLength);
        builder.Property(failure => failure.Reason).HasMaxLength(TokenFailure.ReasonMaxLength);
        builder.HasIndex(failure => failure.Reference).IsUnique();
        builder.Property(failure => failure.SourceNetwork).HasMaxLength(TokenFailure.WordMaxLength);
        builder.HasIndex(failure => new { failure.ClientId, failure.IsProved, failure.Id });
        builder.HasIndex(failure => failure.OccurredAt);
    }

    public void Configure(EntityTypeBuilder<ThrottledFailureCount> builder)
    {
        builder.ToTable("ThrottledFailureCounts");
        builder.HasKey(count => count.Id);
        builder.HasIndex(count => new { count.ClientId, count.Day });
    }
}
