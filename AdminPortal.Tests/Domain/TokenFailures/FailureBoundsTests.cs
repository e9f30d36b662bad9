using System.Globalization;
using AdminPortal.Domain;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Domain.TokenFailures;

/// <summary>Whose records make room for whose, and what it costs the other writers.</summary>
public sealed class FailureBoundsTests : IAsyncLifetime
{
    private DomainHost _host = null!;

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    public async ValueTask InitializeAsync() => _host = await DomainHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_batch_is_the_same_few_statements_however_many_clients_it_is_about()
    {
        var clients = new List<ClientId>();
        for (var number = 0; number < 20; number++)
        {
            clients.Add(await _host.AddClientAsync($"Client {number}"));
        }

        using var journal = Open(new FailureBounds { PerClient = 3 });
        journal.Fail(clients[0].Value);
        journal.Throttle(clients[0].Value);
        var few = await CountStatementsAsync(journal);
        foreach (var client in clients)
        {
            for (var number = 0; number < 8; number++)
            {
                journal.Fail(client.Value);
            }

            journal.Throttle(client.Value);
        }

        Assert.Equal(few, await CountStatementsAsync(journal));
        Assert.InRange(few, 1, 8);
        Assert.Equal((60, 20), ((await RecordsAsync()).Count, (await CountsAsync()).Count));
    }

    [Fact]
    public async Task What_nobody_proved_is_bounded_apart_from_what_rests_on_a_proof()
    {
        var (client, other) = (await _host.AddClientAsync("Billing sync"), await _host.AddClientAsync("Other"));
        using var journal = Open(new FailureBounds { PerClient = 5 });
        journal.Fail(client.Value, "proved", isProved: true);
        journal.Fail(other.Value, "of the other");
        for (var number = 0; number < 100; number++)
        {
            journal.Fail(client.Value, $"flood {number}", source: $"198.51.100.{number}");
        }

        await journal.FlushAsync(Cancellation);

        var kept = await RecordsAsync();
        Assert.Equal(["proved", "of the other", "flood 95", "flood 96", "flood 97", "flood 98", "flood 99"], kept.Select(record => record.Reason));
        Assert.Equal([true, false, false, false, false, false, false], kept.Select(record => record.IsProved));
    }

    [Theory]
    [InlineData("198.51.100.7", "198.51.100.7")]
    [InlineData("2001:db8::1", "2001:db8::{0:x}")]
    public async Task A_source_that_fails_often_pushes_out_its_own_records_before_anybody_elses(string first, string more)
    {
        var client = await _host.AddClientAsync("Billing sync");
        using var journal = Open(new FailureBounds { PerClient = 5 });
        journal.Fail(client.Value, "its own program", source: "192.0.2.7");
        for (var number = 0; number < 50; number++)
        {
            journal.Fail(client.Value, $"flood {number}", source: number == 0 ? first : string.Format(CultureInfo.InvariantCulture, more, number));
        }

        await journal.FlushAsync(Cancellation);

        Assert.Equal(["its own program", "flood 46", "flood 47", "flood 48", "flood 49"], (await RecordsAsync()).Select(record => record.Reason));
    }

    private FailureJournal Open(FailureBounds bounds) => new(
        _host.Get<PortalStore>(),
        _host.Get<IFailureStore>(),
        bounds with { WrittenEvery = Timeout.InfiniteTimeSpan },
        _host.Get<ProvenTime>(),
        _host.Get<PortalMetrics>(),
        _host.Clock,
        NullLogger<FailureJournal>.Instance);

    private async Task<int> CountStatementsAsync(FailureJournal journal)
    {
        using var sent = new SqlCommandLog(_host.DatabaseFile);
        await journal.FlushAsync(Cancellation);
        return sent.Commands.Count;
    }

    private async Task<List<TokenFailure>> RecordsAsync()
    {
        await using var db = await _host.ReadAsync();
        return await db.TokenFailures.OrderBy(failure => failure.Id).ToListAsync(Cancellation);
    }

    private async Task<List<ThrottledFailureCount>> CountsAsync()
    {
        await using var db = await _host.ReadAsync();
        return await db.ThrottledFailureCounts.ToListAsync(Cancellation);
    }
}
