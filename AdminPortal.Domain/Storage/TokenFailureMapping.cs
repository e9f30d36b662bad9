using AdminPortal.Domain.TokenFailures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

// No foreign key to the clients: a record is about what was presented, outlives the client, and is never a reason to refuse a deletion.
internal sealed class TokenFailureMapping : IEntityTypeConfiguration<TokenFailure>, IEntityTypeConfiguration<ThrottledFailureCount>
{
    /// <summary>Whatever a batch holds, it is one statement: others wait for the writers' turn meanwhile.</summary>
    internal const string Write =
        """
        INSERT OR IGNORE INTO TokenFailures
            (Reference, OccurredAt, ClientId, PresentedClientId, SourceAddress, SourceNetwork, IsProved, Method, Code, Reason)
        SELECT value->>'Reference', value->>'OccurredAt', value->>'ClientId', value->>'PresentedClientId', value->>'SourceAddress',
            value->>'SourceNetwork', value->>'IsProved', value->>'Method', value->>'Code', value->>'Reason'
        FROM json_each(@rows)
        """;

    /// <summary>Adds each of <c>@rows</c> to the count of its client and day.</summary>
    internal const string Count =
        """
        INSERT INTO ThrottledFailureCounts (ClientId, Day, Count, LastAt)
        SELECT value->>'ClientId', value->>'Day', 0, 0 FROM json_each(@rows) AS counted
        WHERE NOT EXISTS (
            SELECT 1 FROM ThrottledFailureCounts AS kept
            WHERE kept.ClientId IS (counted.value->>'ClientId') AND kept.Day = (counted.value->>'Day'));
        UPDATE ThrottledFailureCounts AS kept
        SET Count = kept.Count + (counted.value->>'Count'), LastAt = max(kept.LastAt, counted.value->>'LastAt')
        FROM json_each(@rows) AS counted
        WHERE kept.ClientId IS (counted.value->>'ClientId') AND kept.Day = (counted.value->>'Day')
        """;

    /// <summary>
    /// Deletes what <c>@clients</c>, and strangers where <c>@strangers</c> says so, have too much of: each kind, proved and unproved, for itself.
    /// Sources take turns, the newest of each first, so that a source that fails often pushes out its own records before anybody else's.
    /// </summary>
    internal const string Clear =
        """
        DELETE FROM TokenFailures WHERE Id IN (
            SELECT Id FROM (
                SELECT Id, ClientId, row_number() OVER (PARTITION BY ClientId, IsProved ORDER BY Turn, Id DESC) AS Place FROM (
                    SELECT Id, ClientId, IsProved,
                        row_number() OVER (PARTITION BY ClientId, IsProved, SourceNetwork ORDER BY Id DESC) AS Turn
                    FROM TokenFailures
                    WHERE ClientId IN (SELECT value FROM json_each(@clients)) OR (@strangers AND ClientId IS NULL)))
            WHERE Place > iif(ClientId IS NULL, @ofStrangers, @perClient) LIMIT @most)
        """;

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
