using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Tests.OAuth;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Domain.TokenFailures;

public sealed class FailureJournalTests : IAsyncLifetime
{
    private const string Stranger = "z9z9z9z9z9z9z";

    private readonly LogLines _log = new();
    private ILoggerFactory _loggers = null!;
    private DomainHost _host = null!;

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    public async ValueTask InitializeAsync()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _host = await DomainHost.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _loggers.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_record_belongs_to_the_client_that_there_is_and_else_keeps_what_was_presented()
    {
        var client = await _host.AddClientAsync("Billing sync");
        using var journal = Open();
        var (known, stranger, none) = (journal.Fail(client.Value), journal.Fail(Stranger), journal.Fail(null));

        await journal.FlushAsync(Cancellation);

        var records = await RecordsAsync();
        Assert.Equal([known, stranger, none], records.Select(record => record.Reference));
        Assert.Equal([(client, null), (null, Stranger), (null, null)], records.Select(record => (record.ClientId, record.PresentedClientId)));
        Assert.All(records, record => Assert.Equal(
            (_host.Clock.GetUtcNow(), FailureSeed.Source, "client_secret_post", "invalid_client", "wrong secret"),
            (record.OccurredAt, record.SourceAddress, record.Method, record.Code, record.Reason)));
    }

    [Fact]
    public async Task Of_each_client_the_newest_are_kept_and_of_all_strangers_together()
    {
        var (one, other) = (await _host.AddClientAsync("One"), await _host.AddClientAsync("Other"));
        using var journal = Open(new FailureBounds { PerClient = 3, OfUnknownClients = 4 });
        journal.Fail(other.Value, "other 1");
        for (var number = 1; number <= 5; number++)
        {
            journal.Fail(one.Value, $"one {number}");
            journal.Fail(number % 2 == 0 ? Stranger : null, $"stranger {number}");
            await journal.FlushAsync(Cancellation);
        }

        var kept = (await RecordsAsync()).Select(record => record.Reason).Order(StringComparer.Ordinal);
        Assert.Equal(["one 3", "one 4", "one 5", "other 1", "stranger 2", "stranger 3", "stranger 4", "stranger 5"], kept);
    }

    [Fact]
    public async Task After_fourteen_days_nothing_is_left_even_when_nothing_fails_any_more()
    {
        var client = await _host.AddClientAsync("Billing sync");
        using var journal = Open();
        journal.Fail(client.Value);
        journal.Throttle(client.Value);
        await journal.FlushAsync(Cancellation);

        _host.Clock.Advance(TimeSpan.FromDays(14));
        await journal.FlushAsync(Cancellation);
        Assert.Single(await RecordsAsync());

        _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await journal.FlushAsync(Cancellation);
        Assert.Empty(await RecordsAsync());
        Assert.Empty(await CountsAsync());
    }

    [Fact]
    public async Task Throttled_failures_are_counted_by_client_and_day_and_leave_no_other_record()
    {
        var client = await _host.AddClientAsync("Billing sync");
        using var journal = Open();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            journal.Throttle(client.Value);
            journal.Throttle(Stranger);
            journal.Throttle(null);
        }

        await journal.FlushAsync(Cancellation);
        journal.Throttle(client.Value);
        await journal.FlushAsync(Cancellation);
        _host.Clock.Advance(TimeSpan.FromDays(1));
        journal.Throttle(client.Value);
        await journal.FlushAsync(Cancellation);

        Assert.Empty(await RecordsAsync());
        Assert.Equal([(client, 4), (null, 6), (client, 1)], (await CountsAsync()).Select(count => (count.ClientId, count.Count)));
        var listed = (await _host.Get<ListTokenFailures>().ExecuteAsync(client, _host.Auditor, Cancellation)).Value;
        Assert.Equal((0, 5, _host.Clock.GetUtcNow()), (listed.Total, listed.ThrottledCount, listed.LastThrottledAt));
    }

    [Fact]
    public async Task A_flood_of_made_up_clients_gets_no_counter_each()
    {
        using var journal = Open();
        for (var number = 0; number < 5_000; number++)
        {
            journal.Throttle($"made-up {number}");
        }

        await journal.FlushAsync(Cancellation);

        var counted = Assert.Single(await CountsAsync());
        Assert.Equal((null, 5_000), (counted.ClientId, counted.Count));
    }

    [Fact]
    public async Task What_comes_faster_than_it_can_wait_is_dropped_and_told_in_one_line()
    {
        using var journal = Open();
        for (var number = 0; number < 5_000; number++)
        {
            journal.Fail(Stranger, $"reason {number}");
        }

        Assert.Equal(FailureBounds.Default.Waiting, journal.WaitingCount);
        await journal.FlushAsync(Cancellation);

        Assert.Equal(0, journal.WaitingCount);
        Assert.Equal(FailureBounds.Default.OfUnknownClients, (await RecordsAsync()).Count);
        Assert.Equal("4000 refused token requests arrived too fast to be recorded", Assert.Single(_log.Lines));
    }

    [Fact]
    public async Task A_batch_that_the_store_does_not_take_is_counted_told_and_written_later()
    {
        using var journal = Open();
        using var counted = new Counted(_host.Get<PortalMetrics>(), "adminportal.failures.records", "result");
        await journal.StartAsync(Cancellation);
        await _host.RenameTableAsync("TokenFailures", "Gone");
        journal.Fail(Stranger, "earlier");
        journal.Throttle(Stranger);

        await journal.StopAsync(Cancellation);

        Assert.Equal((1, 1), (journal.WaitingCount, counted["deferred"]));
        Assert.StartsWith("Refused token requests could not be recorded", Assert.Single(_log.Lines), StringComparison.Ordinal);
        await _host.RenameTableAsync("Gone", "TokenFailures");
        journal.Fail(Stranger, "later");
        await journal.FlushAsync(Cancellation);
        Assert.Equal(["earlier", "later"], (await RecordsAsync()).Select(record => record.Reason));
        Assert.Equal(1, Assert.Single(await CountsAsync()).Count);
        Assert.Equal((0, 2, 1), (journal.WaitingCount, counted["written"], counted["deferred"]));
    }

    [Fact]
    public async Task While_the_store_stays_away_no_more_wait_than_may()
    {
        using var journal = Open(new FailureBounds { Waiting = 10 });
        using var counted = new Counted(_host.Get<PortalMetrics>(), "adminportal.failures.records", "result");
        await _host.RenameTableAsync("TokenFailures", "Gone");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            for (var number = 0; number < 300; number++)
            {
                journal.Fail(Stranger);
            }

            await Assert.ThrowsAnyAsync<Exception>(() => journal.FlushAsync(Cancellation));
        }

        Assert.InRange(journal.WaitingCount, 10, 200 + 10);
        await _host.RenameTableAsync("Gone", "TokenFailures");
        await journal.FlushAsync(Cancellation);
        Assert.Equal(1500, counted["written"] + counted["dropped"]);
    }

    [Fact]
    public async Task What_waits_is_written_at_the_latest_when_the_program_stops()
    {
        using var journal = Open();
        await journal.StartAsync(Cancellation);
        var reference = journal.Fail(Stranger);

        await journal.StopAsync(Cancellation);

        Assert.Equal(reference, Assert.Single(await RecordsAsync()).Reference);
    }

    [Fact]
    public async Task What_waits_while_the_store_does_not_answer_is_not_taken_from_the_queue()
    {
        using var journal = Open();
        journal.Fail(Stranger);
        await using (await _host.Get<PortalStore>().BeginChangeAsync(Cancellation))
        {
            using var given = new CancellationTokenSource();
            var writing = journal.FlushAsync(given.Token);
            await given.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        }

        Assert.Equal(1, journal.WaitingCount);
        await journal.FlushAsync(Cancellation);
        Assert.Single(await RecordsAsync());
    }

    // Its own clockwork never runs: a test writes when it says so.
    private FailureJournal Open(FailureBounds? bounds = null) => new(
        _host.Get<PortalStore>(),
        _host.Get<IFailureStore>(),
        (bounds ?? FailureBounds.Default) with { WrittenEvery = Timeout.InfiniteTimeSpan },
        _host.Get<ProvenTime>(),
        _host.Get<PortalMetrics>(),
        _host.Clock,
        _loggers.CreateLogger<FailureJournal>());

    private async Task<List<TokenFailure>> RecordsAsync()
    {
        await using var db = await _host.ReadAsync();
        return await db.TokenFailures.OrderBy(failure => failure.Id).ToListAsync(Cancellation);
    }

    private async Task<List<ThrottledFailureCount>> CountsAsync()
    {
        await using var db = await _host.ReadAsync();
        return await db.ThrottledFailureCounts.OrderBy(count => count.Id).ToListAsync(Cancellation);
    }
}
