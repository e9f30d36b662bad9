namespace AdminPortal.Hosting.Memory;

// This room owns what is refused when memory is short. It protects the tokens of programs from the pages of people, which take far more
// of it. It must never wait for an allocation to fail.

/// <summary>
/// Whether the heap has nearly used up what the container or the machine grants it. Then what can wait is refused, while there still is
/// memory to refuse it with; a failed allocation could hit anything.
/// </summary>
internal sealed class MemoryShortage(TimeProvider clock)
{
    private const double NearlyAll = 0.85;

    private static readonly TimeSpan CollectedEvery = TimeSpan.FromSeconds(10);

    private long _collectedAt = clock.GetTimestamp();

    public bool IsHere() => IsNearlyFull() && (!TryCollect() || IsNearlyFull());

    private static bool IsNearlyFull() => GC.GetTotalMemory(forceFullCollection: false) >= NearlyAll * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    // Much of it may be garbage that nobody needed to look at so far.
    private bool TryCollect()
    {
        var last = Interlocked.Read(ref _collectedAt);
        if (clock.GetElapsedTime(last) < CollectedEvery || Interlocked.CompareExchange(ref _collectedAt, clock.GetTimestamp(), last) != last)
        {
            return false;
        }

        GC.Collect();
        return true;
    }
}
