using AdminPortal.Domain.AccessTokens.Pruning;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Outside;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenService.Assertions;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdminPortal.Tests.Domain.Timekeeping;

/// <summary>A store that is started while the clock is wrong: nothing that a right clock would have kept is gone.</summary>
public sealed class WrongClockTests : IAsyncLifetime
{
    private const int Records = 30;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private DomainHost _host = null!;
    private ClientId _client = null!;

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    public async ValueTask InitializeAsync()
    {
        _host = await DomainHost.StartAsync();
        _client = await _host.AddClientAsync("Billing sync");
        await _host.IssueManyAsync(_client, Records, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        await using var change = await _host.Get<PortalStore>().BeginChangeAsync(Cancellation);
        change.Db.UsedAssertions.Add(new UsedAssertion(_client, UsedAssertion.DigestOf("used"), _host.Clock.GetUtcNow() + TimeSpan.FromMinutes(21)));
        await change.CommitAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

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
        var pruner = _host.Services.GetServices<IHostedService>().OfType<PruneTokens>().Single();
        using var commands = new SqlCommandLog(_host.DatabaseFile);

        await pruner.StartAsync(Cancellation);
        await Eventually.HoldsAsync(() =>
        {
            _host.Clock.Advance(TimeSpan.FromMinutes(1));
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
    public async Task An_administrators_word_lets_it_go_an_hour_later_and_not_before()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);

        Assert.True((await _host.Get<AcceptClock>().ExecuteAsync(_host.Superuser, Cancellation)).Value);
        Assert.False((await _host.Get<AcceptClock>().ExecuteAsync(_host.Superuser, Cancellation)).Value);

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
        await _host.ExecuteSqlAsync("UPDATE ClockRecords SET IsAccepted = 1");

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
        await _host.Get<AcceptClock>().ExecuteAsync(_host.Superuser, Cancellation);
        await WriteClockAsync();
        Assert.False(Look().IsDoubtful);

        _host.Clock.Skew = days * Day;
        await WriteClockAsync();
        await WriteClockAsync();

        Assert.True(Look().IsDoubtful);
        await RunAsync(TimeSpan.FromHours(2));
        await DeleteWhatIsDueAsync();
        Assert.Equal(Records, (await KeptAsync()).Tokens);
    }

    [Fact]
    public async Task What_is_known_of_the_clock_is_written_at_the_end_even_when_the_host_has_no_time_left()
    {
        await WriteClockAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        await _host.Get<KeepClock>().StopAsync(new CancellationToken(canceled: true));

        await using var db = await _host.ReadAsync();
        Assert.Equal(_host.Clock.GetUtcNow(), (await db.ClockRecords.SingleAsync(Cancellation)).Told);
    }

    [Fact]
    public async Task The_word_of_a_verb_beside_a_running_portal_is_in_force_as_soon_as_the_portal_sees_that_somebody_wrote()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);
        // Both start as in the program, and no time passes by which they would look by themselves.
        using var watch = _host.Services.GetServices<IHostedService>().OfType<OutsideChangeWatch>().Single();
        var keep = _host.Get<KeepClock>();
        watch.Look();
        await keep.StartAsync(Cancellation);
        await using var beside = await StoreBeside.OpenAsync(Path.GetDirectoryName(_host.DatabaseFile)!, _host.Clock);

        Assert.True((await beside.Get<AcceptClock>().ExecuteAsync(StoreBeside.Operator, Cancellation)).Value);
        Assert.True(Look().IsDoubtful);
        watch.Look();

        await Eventually.HoldsAsync(() => Task.FromResult(!Look().IsDoubtful));
        await keep.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Entries_of_the_audit_log_outlive_a_clock_that_is_a_year_ahead_and_go_once_it_has_run_for_a_day()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);

        Assert.Equal(0, await _host.Get<PruneAudit>().RunAsync(Cancellation));
        await RunAsync(Day);

        Assert.InRange(await _host.Get<PruneAudit>().RunAsync(Cancellation), 1, int.MaxValue);
    }

    [Fact]
    public async Task Who_may_not_see_to_tokens_and_audit_logs_cannot_accept_it_and_the_word_is_on_record()
    {
        await WriteClockAsync();
        await StartAgainAsync(Year);

        Assert.Equal(
            "This needs Full Tokens and Full Audit Logs access",
            (await _host.Get<AcceptClock>().ExecuteAsync(_host.Auditor, Cancellation)).Errors[0].Message);
        Assert.True(Look().IsDoubtful);
        await _host.Get<AcceptClock>().ExecuteAsync(_host.Superuser, Cancellation);

        await using var db = await _host.ReadAsync();
        var entries = await db.AuditEntries.Where(entry => entry.SubCategory == "Clock").OrderBy(entry => entry.Id).ToListAsync(Cancellation);
        Assert.Equal(["auditor", "superuser"], entries.Select(entry => entry.ActorName));
        Assert.Contains("2028-01-15", entries[1].Details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(365)]
    [InlineData(-365)]
    public async Task No_signing_key_changes_while_the_clock_is_in_doubt_and_rotation_goes_on_when_it_is_right_again(int days)
    {
        var before = await KeysAsync();
        await WriteClockAsync();

        await StartAgainAsync(days * Day);
        await _host.Get<AdvanceSigningKeys>().ExecuteAsync(Cancellation);
        Assert.Equal(before, await KeysAsync());

        await StartAgainAsync(TimeSpan.Zero);
        await RunAsync(90 * Day, TimeSpan.FromHours(6));
        Assert.NotEqual(before[0], _host.Get<SigningKeyRing>().Current.KeyId);
    }

    [Fact]
    public async Task A_key_that_retires_before_the_clock_has_settled_is_published_until_its_last_token_has_expired()
    {
        var first = _host.Get<SigningKeyRing>().Current.KeyId;
        await RunAsync(89 * Day, TimeSpan.FromHours(12));
        await RunAsync(Day - TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30));
        await WriteClockAsync();

        // Off for a night, and the key's time ends in the hour in which the clock does not count yet.
        await StartAgainAsync(TimeSpan.FromHours(20));
        await RunAsync(TimeSpan.FromMinutes(30));
        Assert.NotEqual(first, _host.Get<SigningKeyRing>().Current.KeyId);
        var last = _host.Clock.GetUtcNow();
        await RunAsync(Day);

        Assert.True(_host.Clock.GetUtcNow() >= last + Day);
        Assert.NotNull(_host.Get<SigningKeyRing>().FindVerificationKey(first));
        await RunAsync(TimeSpan.FromHours(2));
        Assert.Null(_host.Get<SigningKeyRing>().FindVerificationKey(first));
    }

    [Fact]
    public async Task Keys_of_a_clock_that_was_ahead_when_the_store_began_are_put_right_once_the_clock_counts()
    {
        await WriteClockAsync();
        await StartAgainAsync(-Year);
        await _host.Get<AdvanceSigningKeys>().ExecuteAsync(Cancellation);
        Assert.True(Look().IsDoubtful);

        await RunAsync(Day);

        await using var db = await _host.ReadAsync();
        var now = _host.Clock.GetUtcNow();
        Assert.All(await db.SigningKeys.ToListAsync(Cancellation), key => Assert.True(
            key.CreatedAt <= now && key.MaySignFrom <= now + Day && (key.SigningSince ?? now) <= now));
        Assert.Equal(3, await db.AuditEntries.CountAsync(entry => entry.Details.Contains("Put right"), Cancellation));
    }

    private ClockRecord Look() => _host.Get<ProvenTime>().Look();

    private async Task WriteClockAsync() => await _host.Get<StoredClock>().WriteAsync(Cancellation);

    // What the program does when it starts, with a clock that is off by so much.
    private async Task StartAgainAsync(TimeSpan skew)
    {
        _host.Clock.Skew = skew;
        await _host.Get<StoredClock>().LoadAsync(Cancellation);
    }

    private async Task RunAsync(TimeSpan time, TimeSpan? lookEvery = null)
    {
        var every = lookEvery ?? TimeSpan.FromMinutes(10);
        for (var passed = TimeSpan.Zero; passed < time; passed += every)
        {
            _host.Clock.Advance(every);
            Look();
            await _host.Get<AdvanceSigningKeys>().ExecuteAsync(Cancellation);
        }
    }

    private async Task FailAsync() => await _host.FailAsync(_client.Value);

    private async Task DeleteWhatIsDueAsync()
    {
        await _host.Get<PruneTokens>().RunAsync(Cancellation);
        await _host.Get<FailureJournal>().FlushAsync(Cancellation);
    }

    private async Task<(int Tokens, int Assertions, int Failures)> KeptAsync()
    {
        await using var db = await _host.ReadAsync();
        return (
            await db.IssuedTokens.CountAsync(Cancellation),
            await db.UsedAssertions.CountAsync(Cancellation),
            await db.TokenFailures.CountAsync(Cancellation));
    }

    private async Task<IReadOnlyList<string>> KeysAsync()
    {
        await using var db = await _host.ReadAsync();
        var keys = await db.SigningKeys.OrderByDescending(key => key.SigningSince != null).ThenBy(key => key.KeyId).ToListAsync(Cancellation);
        return [.. keys.Select(key => key.KeyId)];
    }
}
