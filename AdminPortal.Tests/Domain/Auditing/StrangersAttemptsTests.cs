using AdminPortal.Domain.Administrators.FirstRun;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Auditing.Attempts;
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
    public async Task However_many_sources_try_the_record_grows_by_so_many_entries_and_one_for_the_others()
    {
        await using var host = await DomainHost.StartWithoutAdministratorsAsync();
        var refusals = host.Get<RecordSetupRefusal>();
        for (var source = 0; source < 3 * StrangersAttempts.MostKinds; source++)
        {
            await refusals.ExecuteAsync($"198.51.{source / 250}.{source % 250}", Cancellation);
        }

        await host.Get<StrangersAttempts>().FlushAsync(Cancellation);

        await using var db = await host.ReadAsync();
        var entries = db.AuditEntries.Where(entry => entry.SubCategory == "First Administrator").OrderBy(entry => entry.Id).ToList();
        Assert.Equal(StrangersAttempts.MostKinds + 1, entries.Count);
        Assert.Equal(("(others)", null), (entries[^1].ActorName, entries[^1].SourceAddress));
        Assert.Contains($"\"after\":\"{2 * StrangersAttempts.MostKinds}\"", entries[^1].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_store_does_not_take_is_written_the_next_time()
    {
        await using var host = await DomainHost.StartWithoutAdministratorsAsync();
        var (refusals, attempts) = (host.Get<RecordSetupRefusal>(), host.Get<StrangersAttempts>());
        await refusals.ExecuteAsync(SigningIn.Home, Cancellation);
        await refusals.ExecuteAsync(SigningIn.Home, Cancellation);
        await host.ExecuteSqlAsync("ALTER TABLE AuditEntries RENAME TO Gone");
        await Assert.ThrowsAnyAsync<Exception>(() => attempts.FlushAsync(Cancellation));
        await host.ExecuteSqlAsync("ALTER TABLE Gone RENAME TO AuditEntries");

        await attempts.FlushAsync(Cancellation);

        await using var db = await host.ReadAsync();
        Assert.Contains("\"after\":\"1\"", db.AuditEntries.OrderBy(entry => entry.Id).Last().Details, StringComparison.Ordinal);
    }
}
