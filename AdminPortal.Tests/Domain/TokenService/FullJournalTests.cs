using AdminPortal.Domain.Storage.Sqlite;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.TokenService;

public sealed class FullJournalTests
{
    [Fact]
    public async Task A_store_that_stands_still_fills_the_journal_to_its_bound_and_no_further()
    {
        await using var host = await DomainHost.StartAsync();
        var journal = host.Get<IssuanceJournal>();
        using var depth = new Gauge(host.Get<PortalMetrics>(), "adminportal.journal.depth");
        var waiting = new List<Task>();
        using (await host.Get<WriterGate>().EnterAsync(DomainHost.Cancellation))
        {
            Assert.Throws<JournalFullException>(() =>
            {
                while (waiting.Count <= 3 * IssuanceJournal.Capacity)
                {
                    waiting.Add(journal.FlushAsync());
                }
            });
            Assert.Equal(IssuanceJournal.Capacity, depth.Read());
        }

        await Task.WhenAll(waiting);
        Assert.Equal(0, depth.Read());
    }
}
