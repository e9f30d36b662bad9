using System.Data.Common;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore.Storage;

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
        var change = new StoreChange(await host.ReadAsync(), new BrokenTransaction(), turn, host.Get<AuditChain>(), host.Get<ChangeFeed>());

        await Assert.ThrowsAsync<IOException>(() => change.DisposeAsync().AsTask());

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
}
