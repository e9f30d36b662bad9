using Microsoft.Extensions.Time.Testing;

namespace AdminPortal.Tests.Support;

/// <summary>What it tells is wrong by the skew; how much time really passes it knows all the same.</summary>
public sealed class SkewedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public TimeSpan Skew { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Skew;

    public override long GetTimestamp() => base.GetTimestamp() - Skew.Ticks;
}
