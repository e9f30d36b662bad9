using AdminPortal.Domain.AccessTokens.Pruning;
using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdminPortal.Tests.Domain.Timekeeping;

/// <summary>A store that is started while the clock is wrong: nothing that a right clock would have kept is gone.</summary>
public sealed class WrongClockTests : WrongClock
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_start_with_the_clock_a_year_ahead_deletes_no_record_and_forgets_no_used_assertion(bool isOnRecord)
    {
        await FailAsync();
        if (isOnRecord)
        {
            await WriteClockAsync();
        }

        await StartAgainAsync(Year);
        await DeleteWhatIsDueAsync();

        Assert.Equal((Records, 1, 1), await KeptAsync());
        Assert.True(Look().IsDoubtful);
    }

    [Fact]
    public async Task The_pruner_that_begins_by_itself_deletes_nothing_by_a_clock_that_was_a_year_ahead_at_the_start()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);
        var pruner = Host.Services.GetServices<IHostedService>().OfType<PruneTokens>().Single();
        using var commands = new SqlCommandLog(Host.DatabaseFile);

        await pruner.StartAsync(Cancellation);
        await Eventually.HoldsAsync(() =>
        {
            Host.Clock.Advance(TimeSpan.FromMinutes(1));
            return commands.Commands.Any(command => command.Contains("DELETE FROM UsedAssertions", StringComparison.Ordinal));
        });
        await pruner.StopAsync(Cancellation);

        Assert.True(Look().IsDoubtful);
        Assert.Equal(Records, (await KeptAsync()).Tokens);
        Assert.Equal(1, (await KeptAsync()).Assertions);
    }

    [Fact]
    public async Task A_clock_that_is_put_right_again_leaves_no_trace()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);
        await WriteClockAsync();
        await DeleteWhatIsDueAsync();
        await StartAgainAsync(TimeSpan.Zero);

        Assert.True(Look().IsSettled);
        await DeleteWhatIsDueAsync();
        Assert.Equal((Records, 1, 0), await KeptAsync());
    }

    [Fact]
    public async Task A_used_assertion_outlives_a_jump_that_is_too_short_to_be_told()
    {
        await WriteClockAsync();
        await StartAgainAsync(TimeSpan.FromHours(23));
        await DeleteWhatIsDueAsync();

        Assert.False(Look().IsDoubtful);
        Assert.Equal(1, (await KeptAsync()).Assertions);
    }

    [Fact]
    public async Task Once_the_clock_has_run_for_a_day_what_is_due_goes()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);
        await RunAsync(Day);
        await DeleteWhatIsDueAsync();

        Assert.Equal((0, 0, 0), await KeptAsync());
    }

    [Fact]
    public async Task What_is_known_of_the_clock_is_written_at_the_end_even_when_theHost_has_no_time_left()
    {
        await WriteClockAsync();
        Host.Clock.Advance(TimeSpan.FromMinutes(1));

        await Host.Get<KeepClock>().StopAsync(new CancellationToken(canceled: true));

        await using var db = await Host.ReadAsync();
        Assert.Equal(Host.Clock.GetUtcNow(), (await db.ClockRecords.SingleAsync(Cancellation)).Told);
    }

    [Fact]
    public async Task Entries_of_the_audit_log_outlive_a_clock_that_is_a_year_ahead_and_go_once_it_has_run_for_a_day()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);

        Assert.Equal(0, await Host.Get<PruneAudit>().RunAsync(Cancellation));
        await RunAsync(Day);

        Assert.InRange(await Host.Get<PruneAudit>().RunAsync(Cancellation), 1, int.MaxValue);
    }

    [Theory]
    [InlineData(365)]
    [InlineData(-365)]
    public async Task No_signing_key_changes_while_the_clock_is_in_doubt_and_rotation_goes_on_when_it_is_right_again(int days)
    {
        var before = await KeysAsync();
        await WriteClockAsync();

        await StartAgainAsync(days * Day);
        await Host.Get<AdvanceSigningKeys>().ExecuteAsync(Cancellation);
        Assert.Equal(before, await KeysAsync());

        await StartAgainAsync(TimeSpan.Zero);
        await RunAsync(90 * Day, TimeSpan.FromHours(6));
        Assert.NotEqual(before[0], Host.Get<SigningKeyRing>().Current.KeyId);
    }

    [Fact]
    public async Task A_key_that_retires_before_the_clock_has_settled_is_published_until_its_last_token_has_expired()
    {
        var first = Host.Get<SigningKeyRing>().Current.KeyId;
        await RunAsync(89 * Day, TimeSpan.FromHours(12));
        await RunAsync(Day - TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30));
        await WriteClockAsync();

        // Off for a night, and the key's time ends in the hour in which the clock does not count yet.
        await StartAgainAsync(TimeSpan.FromHours(20));
        await RunAsync(TimeSpan.FromMinutes(30));
        Assert.NotEqual(first, Host.Get<SigningKeyRing>().Current.KeyId);
        var last = Host.Clock.GetUtcNow();
        await RunAsync(Day);

        Assert.True(Host.Clock.GetUtcNow() >= last + Day);
        Assert.NotNull(Host.Get<SigningKeyRing>().FindVerificationKey(first));
        await RunAsync(TimeSpan.FromHours(2));
        Assert.Null(Host.Get<SigningKeyRing>().FindVerificationKey(first));
    }

    [Fact]
    public async Task Keys_of_a_clock_that_was_ahead_when_the_store_began_are_put_right_once_the_clock_counts()
    {
        await WriteClockAsync();
        await StartAgainAsync(-Year);
        await Host.Get<AdvanceSigningKeys>().ExecuteAsync(Cancellation);
        Assert.True(Look().IsDoubtful);

        await RunAsync(Day);

        await using var db = await Host.ReadAsync();
        var now = Host.Clock.GetUtcNow();
        Assert.All(await db.SigningKeys.ToListAsync(Cancellation), key => Assert.True(
            key.CreatedAt <= now && key.MaySignFrom <= now + Day && (key.SigningSince ?? now) <= now));
        Assert.Equal(3, await db.AuditEntries.CountAsync(entry => entry.Details.Contains("Corrected"), Cancellation));
    }
}
