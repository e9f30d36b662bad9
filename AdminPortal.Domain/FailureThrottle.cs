namespace AdminPortal.Domain;

/// <summary>Whether further failures are to be answered with "later", and how much later.</summary>
public readonly record struct ThrottleState(bool IsThrottled, TimeSpan RetryAfter);

/// <summary>
/// Counts failed attempts per subject (a client ID, a user name) and source address within a window that begins with the first of
/// them. The counters are a fixed number of slots, so no flood of made-up names can make them grow; two pairs may share a slot, and
/// which ones nobody outside can tell. It only counts: whoever presents the right credentials must be let in without being asked here.
/// </summary>
public sealed class FailureThrottle
{
    private const int Slots = 1 << 16;
    private const int CountBits = 24;
    private const long CountMask = (1L << CountBits) - 1;

    // A slot holds the window's end (milliseconds of this object's life) above, and the failures in it below.
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

    /// <summary>Counts a failure and says how to answer it: the first <c>limit</c> ones of a window as what they are.</summary>
    public ThrottleState RecordFailure(string subject, string? source)
    {
        var now = Now();
        ref var slot = ref SlotOf(subject, source);
        while (true)
        {
            var seen = Volatile.Read(ref slot);
            var state = Read(seen, now);
            // A full slot is left as it is: failing on does not make anybody wait longer.
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

    // A monotonic clock: setting the machine's time back must not keep anybody out.
    private long Now() => (long)_clock.GetElapsedTime(_start).TotalMilliseconds;

    // Strings hash with a key of this process, so nobody can choose a name that fills another's slot.
    private ref long SlotOf(string subject, string? source) =>
        ref _slots[(uint)HashCode.Combine(subject, SourceNetwork.Of(source)) % Slots];
}
