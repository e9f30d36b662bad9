namespace AdminPortal.Domain.TokenService.Journal;

/// <summary>
/// Queue in front of the writer; bounded (back-pressure), so that a stalled store cannot fill the memory. While other requests are queued
/// for a thread they are about to arrive here, and a commit now would be shared by few: so the writer waits a moment for them, and for
/// nothing else.
/// </summary>
internal sealed class JournalQueue(int capacity)
{
    // About the time of a few dozen signatures. The wait occurs only while other work queues for a thread, mostly requests that wait for a
    // processor anyway: each commit saved is time for them.
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

    /// <summary>False when the queue is full.</summary>
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

    /// <summary>Wakes the writer at once, with or without an entry.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            _isDue = true;
            Monitor.Pulse(_lock);
        }
    }

    /// <summary>
    /// All waiting entries, oldest first; empty if none arrives within <paramref name="patience"/>. Valid until the next call.
    /// </summary>
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
