namespace AdminPortal.Domain;

/// <summary>Whether further failures are to be throttled, and for how long.</summary>
public readonly record struct ThrottleState(bool IsThrottled, TimeSpan RetryAfter);

/// <summary>
/// Counts failed attempts per subject (a client ID, a user name) and source address within a window that begins with the first of
/// them. The counters are a fixed number of slots, so a flood of made-up names cannot make them grow; two pairs may collide in a slot, and
/// nobody outside can predict which. It only counts: whoever presents the right credentials must be let in without asking here.
/// </summary>
public sealed class FailureThrottle
{
    private const int Slots = 1 << 16;
    private const int CountBits = 24;
    private const long CountMask = (1L << CountBits) - 1;

    // A slot holds the end of its window (milliseconds of this object's life) in the high bits, and the failure count in the low bits.
    private readonly long[] _slots = new long[Slots];
    private readonly int _limit;
    private readonly long _window;
    private readonly TimeProvider _clock;
    private readonly long _start;

    public FailureThrottle(int limit, TimeSpan window, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(limit, CountMask);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, TimeSpan.FromMilliseconds(1));
        (_limit, _window, _clock, _start) = (limit, (long)window.TotalMilliseconds, clock, clock.GetTimestamp());
    }

    /// <summary>How a failure would be answered now; nothing is counted.</summary>
    public ThrottleState Check(string subject, string? source)
    {
        var now = Now();
        return Read(Volatile.Read(ref SlotOf(subject, source)), now);
    }

    /// <summary>Counts a failure and says how to answer it: the first <c>limit</c> ones of a window are not throttled.</summary>
    public ThrottleState RecordFailure(string subject, string? source)
    {
        var now = Now();
        ref var slot = ref SlotOf(subject, source);
        while (true)
        {
            var seen = Volatile.Read(ref slot);
            var state = Read(seen, now);
            // A full slot is left as it is: further failures do not prolong the wait.
            var next = seen >> CountBits <= now ? ((now + _window) << CountBits) | 1 : seen + 1;
            if (state.IsThrottled || Interlocked.CompareExchange(ref slot, next, seen) == seen)
            {
                return state;
            }
        }
    }

    private ThrottleState Read(long slot, long now)
    {
        var end = slot >> CountBits;
        return end > now && (slot & CountMask) >= _limit ? new ThrottleState(true, TimeSpan.FromMilliseconds(end - now)) : default;
    }

    // A monotonic clock: setting the machine's time back must not lock anyone out for longer.
    private long Now() => (long)_clock.GetElapsedTime(_start).TotalMilliseconds;

    // String hashing is keyed per process, so nobody can choose a name that collides with another's slot.
    private ref long SlotOf(string subject, string? source) =>
        ref _slots[(uint)HashCode.Combine(subject, SourceNetwork.Of(source)) % Slots];
}
