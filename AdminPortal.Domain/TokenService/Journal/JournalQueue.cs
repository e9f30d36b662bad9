namespace AdminPortal.Domain.TokenService.Journal;

/// <summary>
/// Where entries wait for the writer; bounded, so that a store that stands still cannot fill the memory. While other requests are queued
/// for a thread they are on their way here too, and a commit made now would be paid for by few: so the writer waits a moment for them,
/// and not at all for anybody else.
/// </summary>
internal sealed class JournalQueue(int capacity)
{
    // As long as a few dozen signatures take. Only where other work queues for a thread does anybody wait so long, and mostly that is requests
    // that wait for a processor anyway: each commit less is time for them.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(12);

    private readonly object _lock = new();
    private List<JournalEntry> _waiting = [];
    private List<JournalEntry> _taken = [];
    private bool _isDue;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>False when too many are waiting.</summary>
    public bool TryAdd(JournalEntry entry)
    {
        var isAlone = ThreadPool.PendingWorkItemCount == 0;
        lock (_lock)
        {
            if (_waiting.Count >= capacity)
            {
                return false;
            }

            _waiting.Add(entry);
            _isDue |= isAlone;
            if (_isDue || _waiting.Count == 1)
            {
                Monitor.Pulse(_lock);
            }

            return true;
        }
    }

    /// <summary>Lets the writer go on at once, with or without an entry.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _isDue = true;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>All that wait, oldest first; none when none came within <paramref name="patience"/>. Good until the next call.</summary>
    public IReadOnlyList<JournalEntry> Take(TimeSpan patience)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0 && !_isDue)
            {
                Monitor.Wait(_lock, patience);
            }

            if (_waiting.Count > 0 && !_isDue)
            {
                Monitor.Wait(_lock, Longest);
            }

            _isDue = false;
            _taken.Clear();
            (_waiting, _taken) = (_taken, _waiting);
            return _taken;
        }
    }
}
