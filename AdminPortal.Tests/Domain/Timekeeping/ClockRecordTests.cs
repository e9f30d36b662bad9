using AdminPortal.Domain.Timekeeping.Rules;

namespace AdminPortal.Tests.Domain.Timekeeping;

/// <summary>When a clock counts again after it has jumped, as a table: what it says, what has really passed, and what is certain then.</summary>
public sealed class ClockRecordTests
{
    private static readonly DateTimeOffset Start = new(2027, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Fact]
    public void A_clock_that_runs_with_the_time_is_certain_at_every_look()
    {
        var record = Pass(Begin(), 90 * Day, Hour);

        Assert.Equal((Start + (90 * Day), TimeSpan.Zero, false), (record.Certain, record.Lead, record.IsDoubtful));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_jump_of_a_year_is_in_doubt_and_moves_nothing(int direction)
    {
        var record = Jump(Begin(), direction * Year);
        Assert.Equal((Start, true), (record.Certain, record.IsDoubtful));

        record = Pass(record, Day - Minute, Minute);
        Assert.Equal((Start + Day - Minute, true), (record.Certain, record.IsDoubtful));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void After_a_day_of_running_the_clock_counts(int direction)
    {
        var record = Pass(Jump(Begin(), direction * Year), Day, Minute);

        Assert.Equal((Start + Day + (direction * Year), false), (record.Certain, record.IsDoubtful));
    }

    [Theory]
    [InlineData(23)]
    [InlineData(-23)]
    public void A_jump_within_a_day_is_not_told_and_counts_once_it_has_settled_for_an_hour(int hours)
    {
        var record = Pass(Jump(Begin(), hours * Hour), Hour - Minute, Minute);
        Assert.Equal((Start + Hour - Minute, false), (record.Certain, record.IsDoubtful));

        Assert.Equal(Start + Hour + (hours * Hour), Pass(record, Minute, Minute).Certain);
    }

    [Fact]
    public void A_word_ends_the_doubt_and_the_clock_counts_once_it_has_settled()
    {
        var record = Jump(Begin(), Year).Accepted();
        Assert.False(record.IsDoubtful);

        record = Pass(record, Hour - Minute, Minute);
        Assert.Equal(Start + Hour - Minute, record.Certain);
        record = Pass(record, Minute, Minute);
        Assert.Equal((Start + Hour + Year, false), (record.Certain, record.IsAccepted));
    }

    [Fact]
    public void A_word_is_about_one_jump_and_not_about_the_next()
    {
        var record = Jump(Jump(Begin(), Year).Accepted(), Year);

        Assert.True(record.IsDoubtful);
        Assert.Equal(Start + (2 * Hour), Pass(record, 2 * Hour, Minute).Certain);
    }

    [Fact]
    public void A_clock_that_jumps_and_is_put_right_counts_at_once()
    {
        var record = Jump(Pass(Jump(Begin(), Year), 2 * Hour, Minute), -Year);

        Assert.Equal((Start + (2 * Hour), TimeSpan.Zero, false), (record.Certain, record.Lead, record.IsDoubtful));
    }

    [Fact]
    public void Every_step_begins_the_hour_anew_and_a_long_one_the_day()
    {
        var record = Pass(Jump(Begin(), 12 * Hour), Hour - Minute, Minute);
        record = Pass(Jump(record, 11 * Hour), Hour - Minute, Minute);
        Assert.Equal(Start + (2 * (Hour - Minute)), record.Certain);

        record = Pass(Jump(Begin(), Year), Day - Minute, Minute);
        record = Pass(Jump(record, 2 * Day), Day - Minute, Minute);
        Assert.Equal(Start + (2 * (Day - Minute)), record.Certain);
    }

    [Fact]
    public void The_day_is_gathered_over_restarts()
    {
        var record = Jump(Begin(), Year);
        for (var run = 0; run < 3; run++)
        {
            // Off for a night, and read from the store: how long it was steady is not kept.
            record = Pass(Jump(Stored(record), 12 * Hour), 8 * Hour, Minute);
        }

        Assert.Equal((Start + Year + (3 * 20 * Hour), false), (record.Certain, record.IsDoubtful));
    }

    [Fact]
    public void Assertions_that_live_for_a_day_make_every_jump_settle_for_longer()
    {
        var bounds = ClockBounds.ForAssertionsOf(Day);

        Assert.Equal(ClockBounds.Default.SettlesIn, ClockBounds.ForAssertionsOf(10 * Minute).SettlesIn);
        Assert.True(bounds.SettlesIn > Day + Minute);
        Assert.True(bounds.ProvesItselfIn >= bounds.SettlesIn);
    }

    [Theory]
    [InlineData(10, "an hour")]
    [InlineData(45, "75 minutes")]
    public void How_long_a_clock_settles_is_told_as_it_is_set(int assertionMinutes, string words) =>
        Assert.Equal(words, ClockBounds.ForAssertionsOf(assertionMinutes * Minute).SettlesInWords);

    [Theory]
    [InlineData(25, "1 day ahead of")]
    [InlineData(365 * 24, "365 days ahead of")]
    [InlineData(-49, "2 days behind")]
    public void The_lead_is_told_in_whole_days(int hours, string words) => Assert.Equal(words, Jump(Begin(), hours * Hour).LeadInWords);

    private static ClockRecord Begin() => ClockRecord.Begin(Start, Start);

    private static ClockRecord Jump(ClockRecord record, TimeSpan by) => record.LookedAt(record.Told + by, TimeSpan.Zero, ClockBounds.Default);

    private static ClockRecord Pass(ClockRecord record, TimeSpan time, TimeSpan lookEvery)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += lookEvery)
        {
            record = record.LookedAt(record.Told + lookEvery, lookEvery, ClockBounds.Default);
        }

        return record;
    }

    private static ClockRecord Stored(ClockRecord record)
    {
        var row = Begin();
        row.Become(record);
        return row;
    }
}
