using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Tests.OAuth;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Domain.Auditing;

/// <summary>The audit log grows old and stays verifiable.</summary>
public sealed class AuditKeepingTests : IAsyncLifetime
{
    private DomainHost _host = null!;

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    public async ValueTask InitializeAsync() => _host = await DomainHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Entries_go_when_their_time_is_over_and_the_rest_is_still_verified()
    {
        await WriteAsync(PruneAudit.BatchSize + 100);
        var prune = _host.Get<PruneAudit>();
        _host.Clock.Advance(TimeSpan.FromDays(100));
        await WriteAsync(10);
        Assert.Equal(0, await prune.RunAsync(Cancellation));

        _host.Clock.Advance(TimeSpan.FromDays(81));
        var deleted = await prune.RunAsync(Cancellation);

        Assert.InRange(deleted, PruneAudit.BatchSize + 100, int.MaxValue);
        Assert.Equal(new AuditVerdict.Intact(10, deleted + 10), await VerifyAsync());
        await WriteAsync(5);
        Assert.Equal(new AuditVerdict.Intact(15, deleted + 15), await VerifyAsync());
    }

    [Fact]
    public async Task The_newest_entry_stays_for_the_next_one_follows_it()
    {
        await WriteAsync(3);
        var prune = _host.Get<PruneAudit>();
        _host.Clock.Advance(TimeSpan.FromDays(1000));

        await prune.RunAsync(Cancellation);

        var last = Assert.IsType<AuditVerdict.Intact>(await VerifyAsync());
        Assert.Equal(1, last.Entries);
        await WriteAsync(1);
        Assert.Equal(new AuditVerdict.Intact(2, last.LastId + 1), await VerifyAsync());
    }

    [Theory]
    [InlineData("DELETE FROM \"AuditCheckpoints\"")]
    [InlineData("""UPDATE "AuditCheckpoints" SET "EntryId" = "EntryId" + 1""")]
    [InlineData("""UPDATE "AuditCheckpoints" SET "EntryHash" = (SELECT "Hash" FROM "AuditEntries" ORDER BY "Id" DESC LIMIT 1)""")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Id" = (SELECT min("Id") FROM "AuditEntries")""")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Id" = (SELECT min("Id") FROM "AuditEntries"); UPDATE "AuditCheckpoints" SET "EntryId" = "EntryId" + 1""")]
    public async Task A_checkpoint_cannot_be_used_to_hide_what_was_taken_away(string tampering)
    {
        var prune = _host.Get<PruneAudit>();
        await WriteAsync(3);
        _host.Clock.Advance(TimeSpan.FromDays(181));
        await WriteAsync(3);
        await prune.RunAsync(Cancellation);
        Assert.IsType<AuditVerdict.Intact>(await VerifyAsync());

        await _host.ExecuteSqlRawAsync(tampering);

        Assert.IsType<AuditVerdict.Broken>(await VerifyAsync());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(false, -5)]
    public async Task An_entry_before_the_beginning_of_the_log_shows_and_stays_as_evidence(bool isPruned, long number)
    {
        var prune = _host.Get<PruneAudit>();
        await WriteAsync(3);
        await AgeAsync(isPruned ? prune : null);

        await _host.ExecuteSqlRawAsync(PutIn(number));

        var broken = Assert.IsType<AuditVerdict.Broken>(await VerifyAsync());
        Assert.Equal((number, $"entry {number} is numbered before the beginning of the log"), (broken.EntryId, broken.Why));
        _host.Clock.Advance(TimeSpan.FromDays(181));
        await prune.RunAsync(Cancellation);
        await using var db = await _host.ReadAsync();
        Assert.Equal(number, await db.AuditEntries.MinAsync(entry => entry.Id, Cancellation));
    }

    [Fact]
    public async Task After_all_entries_behind_the_checkpoint_are_gone_that_shows_and_the_next_one_follows_the_checkpoint()
    {
        await WriteAsync(3);
        var last = await AgeAsync(_host.Get<PruneAudit>());

        await _host.ExecuteSqlAsync($"DELETE FROM \"AuditEntries\"");

        var broken = Assert.IsType<AuditVerdict.Broken>(await VerifyAsync());
        Assert.Equal((last + 1, $"entry {last + 1} is missing"), (broken.EntryId, broken.Why));
        await WriteAsync(2);
        Assert.Equal(new AuditVerdict.Intact(2, last + 2), await VerifyAsync());
    }

    [Fact]
    public async Task An_entry_that_was_put_before_the_beginning_is_followed_by_none()
    {
        await WriteAsync(3);
        var last = await AgeAsync(_host.Get<PruneAudit>());
        await _host.ExecuteSqlRawAsync($"""{PutIn(1)} DELETE FROM "AuditEntries" WHERE "Id" > 1""");

        await WriteAsync(1);

        await using var db = await _host.ReadAsync();
        Assert.Equal([1, last + 1], await db.AuditEntries.Select(entry => entry.Id).OrderBy(id => id).ToListAsync(Cancellation));
        Assert.Equal(1, Assert.IsType<AuditVerdict.Broken>(await VerifyAsync()).EntryId);
    }

    [Fact]
    public async Task What_does_not_hold_is_never_deleted()
    {
        var prune = _host.Get<PruneAudit>();
        await WriteAsync(10);
        await _host.ExecuteSqlAsync($"""UPDATE "AuditEntries" SET "Resource" = 'forged' WHERE "Id" = 5""");
        _host.Clock.Advance(TimeSpan.FromDays(181));

        Assert.Equal(4, await prune.RunAsync(Cancellation));

        Assert.Equal(0, await prune.RunAsync(Cancellation));
        Assert.Equal(5, Assert.IsType<AuditVerdict.Broken>(await VerifyAsync()).EntryId);
    }

    [Fact]
    public async Task A_log_of_several_steps_is_walked_along_to_its_end()
    {
        await WriteAsync((2 * VerifyAudit.StepSize) + 1);

        Assert.InRange(Assert.IsType<AuditVerdict.Intact>(await VerifyAsync()).Entries, (2 * VerifyAudit.StepSize) + 1, long.MaxValue);
    }

    [Fact]
    public async Task What_was_found_stands_in_the_log_and_entries_that_were_cut_off_at_the_end_do_too()
    {
        var lines = new LogLines();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(lines));
        using var keeping = new AuditKeeping(
            _host.Get<VerifyAudit>(), _host.Get<PruneAudit>(), AuditRetention.Default, _host.Get<PortalMetrics>(), _host.Clock,
            loggers.CreateLogger<AuditKeeping>());
        await WriteAsync(3);

        await keeping.VerifyAsync(Cancellation);
        await _host.ExecuteSqlAsync($"""DELETE FROM "AuditEntries" WHERE "Id" = (SELECT max("Id") FROM "AuditEntries")""");
        await keeping.VerifyAsync(Cancellation);

        Assert.Equal(2, lines.Lines.Count);
        Assert.StartsWith("The audit log is intact: ", lines.Lines.First(), StringComparison.Ordinal);
        Assert.StartsWith("The audit log has been tampered with from entry ", lines.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_verified_at_the_start_and_once_a_day_and_a_number_tells_what_was_found()
    {
        using var keeping = new AuditKeeping(
            _host.Get<VerifyAudit>(), _host.Get<PruneAudit>(), AuditRetention.Default, _host.Get<PortalMetrics>(), _host.Clock,
            NullLogger<AuditKeeping>.Instance);
        using var intact = new Gauge(_host.Get<PortalMetrics>(), "adminportal.audit.intact");
        await keeping.StartAsync(Cancellation);
        Assert.Null(intact.Read());
        await PassAsync(TimeSpan.FromSeconds(10), until: () => intact.Read() == 1);

        await _host.ExecuteSqlAsync($"""UPDATE "AuditEntries" SET "Resource" = 'forged' WHERE "Id" = 2""");
        var broken = _host.Clock.GetUtcNow();
        await PassAsync(TimeSpan.FromHours(1), until: () => intact.Read() == 0);

        Assert.InRange(_host.Clock.GetUtcNow() - broken, TimeSpan.FromHours(23), TimeSpan.MaxValue);
        await keeping.StopAsync(Cancellation);
    }

    // The work goes on on a thread of its own.
    private Task PassAsync(TimeSpan step, Func<bool> until) => Eventually.HoldsAsync(() =>
    {
        _host.Clock.Advance(step);
        return Task.FromResult(until());
    });

    private Task<AuditVerdict> VerifyAsync() => _host.Get<VerifyAudit>().RunAsync(atOnce: true, Cancellation);

    // Entries come to their time and are deleted, or none are; the number of the last one that is gone.
    private async Task<long> AgeAsync(PruneAudit? prune)
    {
        _host.Clock.Advance(TimeSpan.FromDays(181));
        await WriteAsync(3);
        var deleted = prune is null ? 0 : await prune.RunAsync(Cancellation);
        Assert.Equal(prune is not null, deleted > 0);
        return deleted;
    }

    private static string PutIn(long number) =>
        """CREATE TEMP TABLE "Copy" AS SELECT * FROM "AuditEntries" WHERE "Id" = (SELECT max("Id") FROM "AuditEntries"); """
        + $"""UPDATE "Copy" SET "Id" = {number}; INSERT INTO "AuditEntries" SELECT * FROM "Copy"; DROP TABLE "Copy";""";

    private async Task WriteAsync(int entries)
    {
        await using var change = await _host.Get<PortalStore>().BeginChangeAsync(Cancellation);
        var permit = await _host.Get<PermissionGate>().AskAsync(change, _host.Superuser, ApiResourceActions.Import, null, Cancellation);
        for (var number = 0; number < entries; number++)
        {
            permit.Value.Record(AuditResult.Success, $"entry {number}", AuditDetails.None);
        }

        await change.CommitAsync(Cancellation);
    }
}
