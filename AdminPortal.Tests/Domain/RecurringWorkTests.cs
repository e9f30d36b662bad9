using AdminPortal.Domain;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Tests.OAuth;
using AdminPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AdminPortal.Tests.Domain;

/// <summary>What the program does by itself goes on whatever happens to it, and neither ends the program nor fills the log.</summary>
public sealed class RecurringWorkTests
{
    private const string Failures = "adminportal.work.failures";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // The others have nothing to do, or only read the file's own mark.
    private static readonly string[] ThatNeedTheStore = ["token pruning", "signing key rotation", "expiry watch", "clock record", "keeping of the audit log"];

    // It keeps what the store does not take for a later try, and says how much that is.
    private static readonly Type[] WithItsOwnFaults = [typeof(FailureJournal)];

    [Fact]
    public void Whatever_runs_in_the_background_is_of_this_kind()
    {
        var background = new[] { typeof(PortalError).Assembly, typeof(Program).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(BackgroundService)))
            .Except(WithItsOwnFaults)
            .ToList();

        Assert.NotEmpty(background);
        Assert.All(background, type => Assert.True(type.IsAssignableTo(typeof(RecurringWork)), $"{type.Name} could end the program"));
    }

    [Fact]
    public async Task Work_that_fails_is_told_once_counted_each_time_and_goes_on()
    {
        var clock = new CountingClock();
        using var log = new LogLines();
        using var metrics = new PortalMetrics();
        using var failures = new Counted(metrics, Failures, "work");
        using var work = new Work(metrics, clock, log.CreateLogger("work"));
        await work.StartAsync(DomainHost.Cancellation);

        // Not even a wait that is cancelled in the middle of it, which is how some libraries say that they have given up.
        work.Fault = new OperationCanceledException();
        await PassAsync(clock, work, 2);
        work.Fault = new InvalidOperationException();
        await PassAsync(clock, work, 2);
        Assert.Equal(4, failures["test"]);
        Assert.Equal(["The test failed and will be retried"], log.Lines);

        work.Fault = null;
        await PassAsync(clock, work, 2);
        Assert.Equal(["The test failed and will be retried", "The test is working again"], log.Lines);

        await work.StopAsync(DomainHost.Cancellation);
        Assert.False(work.ExecuteTask!.IsFaulted);
    }

    [Fact]
    public async Task All_work_of_the_domain_starts_and_stops_on_a_store_that_does_not_answer()
    {
        await using var host = await DomainHost.StartAsync();
        foreach (var table in (string[])["ClockRecords", "SigningKeys", "IssuedTokens", "ApiClients", "TokenFailures", "AuditEntries"])
        {
            await host.ExecuteSqlRawAsync($"DROP TABLE \"{table}\"");
        }

        using var failures = new Counted(host.Get<PortalMetrics>(), Failures, "work");
        var services = host.Services.GetServices<IHostedService>().ToList();
        foreach (var service in services)
        {
            await service.StartAsync(DomainHost.Cancellation);
        }

        // Each fails, and fails again: it has gone on.
        await Eventually.HoldsAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromHours(1));
            return ThatNeedTheStore.All(work => failures[work] > 1);
        });
        Assert.All(services.OfType<RecurringWork>(), work => Assert.False(work.ExecuteTask!.IsCompleted));
        foreach (var service in services)
        {
            await service.StopAsync(DomainHost.Cancellation);
        }
    }

    // The work waits for its next round on a thread of its own: each of its waits is a timer, and a round is over when the next one is set.
    private static async Task PassAsync(CountingClock clock, Work work, int rounds)
    {
        for (var end = work.Rounds + rounds; work.Rounds < end;)
        {
            var waits = work.Rounds + 1;
            await Eventually.HoldsAsync(() => clock.Timers == waits);
            clock.Advance(Minute);
            await Eventually.HoldsAsync(() => clock.Timers == waits + 1);
        }
    }

    private sealed class CountingClock : FakeTimeProvider
    {
        private int _timers;

        public int Timers => Volatile.Read(ref _timers);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _timers);
            return timer;
        }
    }

    private sealed class Work(PortalMetrics metrics, TimeProvider clock, ILogger logger) : RecurringWork("test", metrics, clock, logger)
    {
        private int _rounds;

        public int Rounds => Volatile.Read(ref _rounds);

        public Exception? Fault { get; set; }

        protected override TimeSpan Every => Minute;

        protected override Task RunRoundAsync(CancellationToken cancellation)
        {
            var fault = Fault;
            Interlocked.Increment(ref _rounds);
            return fault is null ? Task.CompletedTask : Task.FromException(fault);
        }
    }
}
