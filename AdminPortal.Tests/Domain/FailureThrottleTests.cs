using AdminPortal.Domain;
using Microsoft.Extensions.Time.Testing;

namespace AdminPortal.Tests.Domain;

public sealed class FailureThrottleTests
{
    private const int Limit = 3;
    private const string Subject = "a1b2c3d4e5f6g";
    private const string Source = "192.0.2.7";

    private readonly SettableClock _clock = new();
    private readonly FailureThrottle _throttle;

    public FailureThrottleTests() => _throttle = new FailureThrottle(Limit, TimeSpan.FromMinutes(1), _clock);

    [Fact]
    public void The_failure_after_the_limit_is_the_first_one_throttled()
    {
        Assert.All(Enumerable.Range(0, Limit), _ => Assert.False(_throttle.RecordFailure(Subject, Source).IsThrottled));

        Assert.Equal(new ThrottleState(true, TimeSpan.FromMinutes(1)), _throttle.RecordFailure(Subject, Source));
    }

    [Fact]
    public void Failing_on_makes_nobody_wait_longer()
    {
        Fail(Limit);
        _clock.Advance(TimeSpan.FromSeconds(45));
        Fail(100);

        Assert.Equal(TimeSpan.FromSeconds(15), _throttle.Check(Subject, Source).RetryAfter);
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.False(_throttle.RecordFailure(Subject, Source).IsThrottled);
    }

    [Fact]
    public void Setting_the_machines_clock_back_neither_ends_the_wait_nor_makes_it_longer()
    {
        Fail(Limit);

        _clock.SetBack = TimeSpan.FromMinutes(5);

        Assert.Equal(TimeSpan.FromMinutes(1), _throttle.Check(Subject, Source).RetryAfter);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_throttle.Check(Subject, Source).IsThrottled);
    }

    [Fact]
    public void Another_subject_and_another_source_are_not_concerned()
    {
        Fail(Limit);

        Assert.True(_throttle.Check(Subject, Source).IsThrottled);
        Assert.False(_throttle.Check("another", Source).IsThrottled);
        Assert.False(_throttle.Check(Subject, "192.0.2.8").IsThrottled);
        Assert.False(_throttle.Check(Subject, null).IsThrottled);
    }

    [Theory]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::9", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    public void An_IPv6_source_is_its_64_bit_network(string failing, string asking, bool throttled)
    {
        Assert.All(Enumerable.Range(0, Limit), _ => _throttle.RecordFailure(Subject, failing));

        Assert.Equal(throttled, _throttle.Check(Subject, asking).IsThrottled);
    }

    [Fact]
    public void No_parallel_failure_goes_uncounted()
    {
        var throttle = new FailureThrottle(1000, TimeSpan.FromMinutes(1), _clock);
        var free = 0;

        Parallel.For(0, 1500, _ =>
        {
            if (!throttle.RecordFailure(Subject, Source).IsThrottled)
            {
                Interlocked.Increment(ref free);
            }
        });

        Assert.Equal(1000, free);
    }

    private void Fail(int times) => Assert.All(Enumerable.Range(0, times), _ => _throttle.RecordFailure(Subject, Source));

    // The fake takes both from the date; on a machine the time since it was switched on goes its own way.
    private sealed class SettableClock : FakeTimeProvider
    {
        public TimeSpan SetBack { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - SetBack;

        public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
    }
}
