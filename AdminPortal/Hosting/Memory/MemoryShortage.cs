namespace AdminPortal.Hosting.Memory;

// This room owns load shedding when memory is short. It protects the tokens of applications from the pages of people, which take far more
// memory. It must never wait for an allocation to fail.

/// <summary>
/// Whether the heap has nearly used up what the container or the machine grants it. Then deferrable work is refused, while there still is
/// memory to refuse it with; a failed allocation could hit anything.
/// </summary>
/// <param name="clock">Measures the time since the heap was last collected for this check.</param>
/// <param name="used">The share of the granted memory in use, from 0 to 1.</param>
internal sealed class MemoryShortage(TimeProvider clock, Func<double> used)
{
    private const double NearlyAll = 0.85;

    private static readonly TimeSpan CollectedEvery = TimeSpan.FromSeconds(10);

    private long _collectedAt = clock.GetTimestamp();

    public bool IsHere() => IsNearlyFull() && (!TryCollect() || IsNearlyFull());

    public static double ShareOfTheHeap() => (double)GC.GetTotalMemory(forceFullCollection: false) / GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private bool IsNearlyFull() => used() >= NearlyAll;

    // Much of it may be garbage that has not been collected yet.
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
