using AdminPortal.Domain.Administrators.Clock;
using AdminPortal.Domain.Storage.Outside;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdminPortal.Tests.Domain.Timekeeping;

/// <summary>An administrator says that a clock which jumped is right: what that changes, from when on, and for which jump.</summary>
public sealed class AcceptedClockTests : WrongClock
{
    [Fact]
    public async Task An_administrators_word_lets_it_go_an_hour_later_and_not_before()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);

        Assert.True((await Host.Get<AcceptClock>().ExecuteAsync(Host.Superuser, Cancellation)).Value);
        Assert.False((await Host.Get<AcceptClock>().ExecuteAsync(Host.Superuser, Cancellation)).Value);

        await DeleteWhatIsDueAsync();
        Assert.Equal((Records, 1, 0), await KeptAsync());
        await RunAsync(TimeSpan.FromHours(1));
        await DeleteWhatIsDueAsync();
        Assert.Equal((0, 0, 0), await KeptAsync());
    }

    [Fact]
    public async Task The_word_of_another_process_is_heard_at_the_next_look()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);
        await WriteClockAsync();
        await Host.ExecuteSqlAsync($"""UPDATE "ClockRecords" SET "IsAccepted" = {true}""");

        await WriteClockAsync();

        Assert.False(Look().IsDoubtful);
    }

    [Theory]
    [InlineData(2 * 365)]
    [InlineData(-365)]
    public async Task A_word_is_about_one_jump_and_the_next_one_is_in_doubt_whatever_the_store_says(int days)
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);
        await Host.Get<AcceptClock>().ExecuteAsync(Host.Superuser, Cancellation);
        await WriteClockAsync();
        Assert.False(Look().IsDoubtful);

        Host.Clock.Skew = days * Day;
        await WriteClockAsync();
        await WriteClockAsync();

        Assert.True(Look().IsDoubtful);
        await RunAsync(TimeSpan.FromHours(2));
        await DeleteWhatIsDueAsync();
        Assert.Equal(Records, (await KeptAsync()).Tokens);
    }

    [Fact]
    public async Task The_word_of_a_verb_beside_a_running_portal_is_in_force_as_soon_as_the_portal_sees_that_somebody_wrote()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);
        // Both start as in the program, and no time passes by which they would look by themselves.
        using var watch = Host.Services.GetServices<IHostedService>().OfType<OutsideChangeWatch>().Single();
        var keep = Host.Get<KeepClock>();
        watch.Look();
        await keep.StartAsync(Cancellation);
        await using var beside = await StoreBeside.OpenAsync(Path.GetDirectoryName(Host.DatabaseFile)!, Host.Clock);

        Assert.True((await beside.Get<AcceptClock>().ExecuteAsync(StoreBeside.Operator, Cancellation)).Value);
        Assert.True(Look().IsDoubtful);
        watch.Look();

        await Eventually.HoldsAsync(() => Task.FromResult(!Look().IsDoubtful));
        await keep.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Who_may_not_see_to_tokens_and_audit_logs_cannot_accept_it_and_the_word_is_on_record()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);

        Assert.Equal(
            "This requires Full access to Tokens and Full access to Audit Logs",
            (await Host.Get<AcceptClock>().ExecuteAsync(Host.Auditor, Cancellation)).Errors[0].Message);
        Assert.True(Look().IsDoubtful);
        await Host.Get<AcceptClock>().ExecuteAsync(Host.Superuser, Cancellation);

        await using var db = await Host.ReadAsync();
        var entries = await db.AuditEntries.Where(entry => entry.SubCategory == "Clock").OrderBy(entry => entry.Id).ToListAsync(Cancellation);
        Assert.Equal(["auditor", "superuser"], entries.Select(entry => entry.ActorName));
        Assert.Contains("2028-01-15", entries[1].Details, StringComparison.Ordinal);
    }
}
