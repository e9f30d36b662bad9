using AdminPortal.Domain.Administrators.Attempts;
using AdminPortal.Domain.Administrators.FirstRun;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Domain.Administrators;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.Auditing;

/// <summary>What strangers try in vain is on record, and trying does not make the record grow.</summary>
public sealed class StrangersAttemptsTests
{
    private static CancellationToken Cancellation => DomainHost.Cancellation;

    [Fact]
    public async Task The_first_attempt_and_the_lock_out_have_an_entry_and_the_rest_one_with_their_number()
    {
        await using var portal = await SigningIn.StartAsync();

        await portal.FailAsync(5);
        Assert.Equal(2, (await portal.AuditAsync("Sign In")).Count);
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await portal.Host.Get<StrangersAttempts>().FlushAsync(Cancellation);

        var entries = await portal.AuditAsync("Sign In");
        Assert.Equal(3, entries.Count);
        Assert.All(entries, entry => Assert.Equal(("alice", SigningIn.Home, AuditResult.Failure), (entry.ActorName, entry.SourceAddress, entry.Result)));
        Assert.Contains("Locked out", entries[1].Details, StringComparison.Ordinal);
        Assert.Contains("""{"field":"Further attempts of this kind","before":null,"after":"3"},""", entries[2].Details, StringComparison.Ordinal);
        await portal.Host.Get<StrangersAttempts>().FlushAsync(Cancellation);
        Assert.Equal(3, (await portal.AuditAsync("Sign In")).Count);
    }

    [Fact]
    public async Task Names_and_sources_are_told_apart()
    {
        await using var portal = await SigningIn.StartAsync();

        await portal.TryAsync("wrong");
        await portal.TryAsync("wrong", "mallory");
        await portal.TryAsync("wrong", "another stranger");
        await portal.TryAsync("wrong", source: "198.51.100.7");

        Assert.Equal(
            [("alice", SigningIn.Home), ("(unknown user name)", SigningIn.Home), ("alice", "198.51.100.7")],
            (await portal.AuditAsync("Sign In")).Select(entry => (entry.ActorName, entry.SourceAddress)));
    }

    [Fact]
    public async Task However_many_sources_try_the_record_grows_by_so_many_entries_and_two_for_the_others()
    {
        await using var host = await DomainHost.StartWithoutAdministratorsAsync();
        var refusals = host.Get<RecordSetupRefusal>();
        for (var source = 0; source < 3 * StrangersAttempts.MostKinds; source++)
        {
            await refusals.ExecuteAsync($"198.51.{source / 250}.{source % 250}");
        }

        await host.Get<StrangersAttempts>().FlushAsync(Cancellation);

        await using var db = await host.ReadAsync();
        var entries = db.AuditEntries.Where(entry => entry.SubCategory == "First Administrator").OrderBy(entry => entry.Id).ToList();
        Assert.Equal(StrangersAttempts.MostKinds + 2, entries.Count);
        Assert.Equal(("Set up", null), (entries[^1].ActorName, entries[^1].SourceAddress));
        Assert.Contains("Several networks", entries[^1].Details, StringComparison.Ordinal);
        Assert.Contains($"\"after\":\"{(2 * StrangersAttempts.MostKinds) - 1}\"", entries[^1].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_crowd_of_sources_hides_that_somebody_guesses_at_an_administrator()
    {
        await using var portal = await SigningIn.StartAsync();
        var attempts = portal.Host.Get<StrangersAttempts>();
        await CrowdAsync(attempts);

        await portal.FailAsync(5);

        var told = (await portal.AuditAsync("Sign In")).Where(entry => entry.ActorName == "alice").ToList();
        Assert.Equal([SigningIn.Home, SigningIn.Home], told.Select(entry => entry.SourceAddress));
        Assert.Contains("Locked out", told[1].Details, StringComparison.Ordinal);
        await attempts.FlushAsync(Cancellation);
        Assert.Contains("\"after\":\"3\"", (await portal.AuditAsync("Sign In"))[^1].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lock_outs_beyond_the_first_of_their_kind_are_told_by_their_number()
    {
        await using var portal = await SigningIn.StartAsync();
        for (var window = 0; window < 3; window++)
        {
            await portal.FailAsync(5);
            portal.Host.Clock.Advance(SignInFailures.Window);
        }

        await portal.Host.Get<StrangersAttempts>().FlushAsync(Cancellation);

        var entries = await portal.AuditAsync("Sign In");
        Assert.Equal(3, entries.Count);
        Assert.Contains(
            """{"field":"Further attempts of this kind","before":null,"after":"13"},{"field":"Of these led to a lock-out","before":null,"after":"2"}""",
            entries[2].Details,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_hangs_up_is_on_record_all_the_same()
    {
        await using var portal = await SigningIn.StartAsync();
        using var caller = new CancellationTokenSource();
        var failures = OneFromALockout(portal);
        Task<SignInOutcome> attempt;
        await using (await portal.Host.Get<PortalStore>().BeginChangeAsync(Cancellation))
        {
            attempt = portal.Host.Get<SignInAdministrator>().ExecuteAsync(new("alice", new TypedPassword("wrong"), SigningIn.Home, []), caller.Token);
            await Eventually.HoldsAsync(() => Task.FromResult(failures.Check("ALICE", SigningIn.Home).IsThrottled));
            await caller.CancelAsync();
        }

        Assert.IsType<SignInOutcome.Refused>(await attempt);
        Assert.Contains("Locked out", Assert.Single(await portal.AuditAsync("Sign In")).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_that_the_store_does_not_take_counts_and_the_next_lock_out_is_told()
    {
        await using var portal = await SigningIn.StartAsync();
        OneFromALockout(portal);
        await portal.Host.RenameTableAsync("AuditEntries", "Gone");
        await Assert.ThrowsAnyAsync<Exception>(() => portal.TryAsync("wrong"));
        await portal.Host.RenameTableAsync("Gone", "AuditEntries");
        portal.Host.Clock.Advance(SignInFailures.Window);

        await portal.FailAsync(5);
        await portal.Host.Get<StrangersAttempts>().FlushAsync(Cancellation);

        var entries = await portal.AuditAsync("Sign In");
        Assert.Contains("Locked out", entries[0].Details, StringComparison.Ordinal);
        Assert.Contains("""{"field":"Further attempts of this kind","before":null,"after":"5"}""", entries[1].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_counted_is_written_at_the_end_even_when_the_host_has_no_time_left()
    {
        await using var portal = await SigningIn.StartAsync();
        await portal.FailAsync(2);

        await portal.Host.Get<StrangersAttempts>().StopAsync(new CancellationToken(canceled: true));

        Assert.Contains("Further attempts", (await portal.AuditAsync("Sign In"))[^1].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_store_does_not_take_is_written_the_next_time()
    {
        await using var host = await DomainHost.StartWithoutAdministratorsAsync();
        var (refusals, attempts) = (host.Get<RecordSetupRefusal>(), host.Get<StrangersAttempts>());
        await refusals.ExecuteAsync(SigningIn.Home);
        await refusals.ExecuteAsync(SigningIn.Home);
        await host.RenameTableAsync("AuditEntries", "Gone");
        await Assert.ThrowsAnyAsync<Exception>(() => attempts.FlushAsync(Cancellation));
        await host.RenameTableAsync("Gone", "AuditEntries");

        await attempts.FlushAsync(Cancellation);

        await using var db = await host.ReadAsync();
        Assert.Contains("\"after\":\"1\"", db.AuditEntries.OrderBy(entry => entry.Id).Last().Details, StringComparison.Ordinal);
    }

    // As many kinds as are told apart, by strangers who guess at names that are nobody's.
    private static async Task CrowdAsync(StrangersAttempts attempts)
    {
        for (var source = 0; source <= StrangersAttempts.MostKinds; source++)
        {
            await attempts.RecordAsync(
                AdministratorActions.SignIn, new Actor.Anonymous("(unknown user name)", $"198.51.100.{source}"), "Unknown user name", null);
        }
    }

    private static SignInFailures OneFromALockout(SigningIn portal)
    {
        var failures = portal.Host.Get<SignInFailures>();
        for (var failure = 1; failure < SignInFailures.Limit; failure++)
        {
            failures.Record("ALICE", SigningIn.Home);
        }

        return failures;
    }
}
