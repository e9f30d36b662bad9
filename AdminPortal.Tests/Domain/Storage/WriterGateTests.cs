using System.Data.Common;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Storage.Sqlite;
using AdminPortal.Domain.Storage.Sqlite.Journal;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Tests.OAuth;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Domain.Storage;

/// <summary>One fault, and one who is stuck, must not shut out every later writer.</summary>
public sealed class WriterGateTests
{
    private static CancellationToken Cancellation => DomainHost.Cancellation;

    [Fact]
    public async Task A_rollback_that_throws_opens_the_gate_all_the_same()
    {
        await using var host = await DomainHost.StartAsync();
        var turn = await host.Get<WriterGate>().EnterAsync(Cancellation);
        using var log = new LogLines();
        var change = new StoreChange(
            await host.ReadAsync(), new BrokenTransaction(), turn, host.Get<IStoreErrors>(), host.Get<AuditChain>(), host.Get<ChangeFeed>(),
            log.CreateLogger("store"));

        await change.DisposeAsync();

        Assert.StartsWith("The transaction or context of a store change could not be closed", Assert.Single(log.Lines), StringComparison.Ordinal);
        await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" });
    }

    [Fact]
    public async Task The_fault_for_which_a_change_is_given_up_is_not_hidden_by_that_of_its_end()
    {
        await using var host = await DomainHost.StartAsync();
        var turn = await host.Get<WriterGate>().EnterAsync(Cancellation);

        await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            await using var change = new StoreChange(
                await host.ReadAsync(), new BrokenTransaction(), turn, host.Get<IStoreErrors>(), host.Get<AuditChain>(), host.Get<ChangeFeed>(),
                NullLogger.Instance);
            throw new TimeoutException();
        });

        await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" });
    }

    [Fact]
    public async Task A_change_that_cannot_begin_and_whose_context_cannot_be_closed_opens_the_gate_and_tells_the_first_fault()
    {
        await using var host = await DomainHost.StartAsync();
        var gate = host.Get<WriterGate>();
        var broken = new PortalStore(
            new BrokenContexts(host.DatabaseFile, gate).CreateDbContext, new ImmediateTurn(gate), host.Get<IStoreErrors>(), host.Get<AuditChain>(),
            host.Get<ChangeFeed>(), NullLogger<PortalStore>.Instance);

        var told = await Assert.ThrowsAsync<IOException>(() => broken.BeginChangeAsync(Cancellation));

        Assert.Equal(BrokenContexts.AtTheBeginning, told.Message);
        await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" });
    }

    [Fact]
    public async Task A_journal_whose_connection_cannot_be_closed_after_a_fault_tells_the_first_fault_and_goes_on()
    {
        await using var host = await DomainHost.StartAsync();
        var connections = 0;
        using var store = new SqliteJournal(
            host.Get<StoreOptions>(), host.Get<WriterGate>(), host.Get<ProvenTime>(), host.Clock, NullLogger<SqliteJournal>.Instance)
        {
            Connect = file => connections++ == 0 ? new ClosedConnection() : OwnConnection.Open(file),
        };
        using var journal = new IssuanceJournal(
            store, host.Get<LastUsedMarks>(), host.Get<PortalMetrics>(), host.Clock, NullLogger<IssuanceJournal>.Instance);

        // What is prepared on a connection that was never opened is refused in these words by the driver.
        await Assert.ThrowsAsync<InvalidOperationException>(journal.FlushAsync);

        await journal.FlushAsync();
        Assert.Equal(2, connections);
        await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" });
    }

    [Fact]
    public async Task A_writer_waits_for_its_turn_within_a_limit_and_is_told_why_it_did_not_come()
    {
        using var gate = new WriterGate { Patience = TimeSpan.FromMilliseconds(50) };
        using (await gate.EnterAsync(Cancellation))
        {
            var late = await Assert.ThrowsAsync<StoreBusyException>(() => gate.EnterAsync(Cancellation));

            Assert.IsAssignableFrom<DbException>(late);
            Assert.Throws<StoreBusyException>(() => { gate.Enter(); });
        }

        using var turn = gate.Enter();
    }

    // What a disk that fails makes of the rollback.
    private sealed class BrokenTransaction : IDbContextTransaction
    {
        public Guid TransactionId { get; } = Guid.NewGuid();

        public void Commit() => throw new IOException();

        public Task CommitAsync(CancellationToken cancellationToken = default) => throw new IOException();

        public void Rollback() => throw new IOException();

        public Task RollbackAsync(CancellationToken cancellationToken = default) => throw new IOException();

        public void Dispose() => throw new IOException();

        public ValueTask DisposeAsync() => throw new IOException();
    }

    // Neither a transaction begins nor a context ends.
    private sealed class BrokenContexts(string file, WriterGate gate)
    {
        public const string AtTheBeginning = "no transaction begins";

        public SqlitePortalDbContext CreateDbContext() => new(
            new DbContextOptionsBuilder<SqlitePortalDbContext>()
                .UseSqlite($"Data Source={file}")
                .AddInterceptors(new NoTransaction(), new NoEnd())
                .Options,
            gate);

        private sealed class NoTransaction : DbTransactionInterceptor
        {
            public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
                DbConnection connection,
                TransactionStartingEventData eventData,
                InterceptionResult<DbTransaction> result,
                CancellationToken cancellationToken = default) =>
                throw new IOException(AtTheBeginning);
        }

        private sealed class NoEnd : DbConnectionInterceptor
        {
            public override ValueTask<InterceptionResult> ConnectionDisposingAsync(
                DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => throw new IOException();
        }
    }

    private sealed class ClosedConnection : SqliteConnection
    {
        // By the collector, which nobody hears, it ends quietly.
        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing)
            {
                throw new IOException();
            }
        }
    }
}
