using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AdminPortal.Domain.Storage;

/// <summary>One row: the latest time that is certain.</summary>
internal sealed class ClockRecordMapping : IEntityTypeConfiguration<ClockRecord>
{
    public void Configure(EntityTypeBuilder<ClockRecord> builder)
    {
        builder.ToTable("ClockRecords");
        builder.HasKey(record => record.Id);
        builder.Property(record => record.Id).ValueGeneratedNever();
        builder.Property(record => record.Certain);
        builder.Property(record => record.Told);
        builder.Property(record => record.ProvedFor).HasConversion(time => (long)time.TotalMilliseconds, ms => TimeSpan.FromMilliseconds(ms));
        builder.Property(record => record.IsAccepted);
        builder.Ignore(record => record.SteadyFor);
    }
}
