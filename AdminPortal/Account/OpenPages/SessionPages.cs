namespace AdminPortal.Account.OpenPages;

// This room owns how many pages a session may have open. It protects everyone's memory from one person's browser. It must never end a page
// that someone is still looking at.

/// <summary>
/// The open pages of each session, and those whose browser is disconnected. Each takes more than a megabyte, so both are bounded per
/// session: one person's crashed browser must not push out the pages of others.
/// </summary>
internal sealed class SessionPages(TimeProvider clock)
{
    /// <summary>Beyond this, new pages are refused until one is closed.</summary>
    public const int MostOpen = 30;

    /// <summary>Beyond this, the pages disconnected longest are ended.</summary>
    public const int MostCutOff = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Page>> _sessions = new(StringComparer.Ordinal);

    public bool IsFull(string session)
    {
        lock (_lock)
        {
            return CountOpen(session) >= MostOpen;
        }
    }

    /// <summary>False when too many are open.</summary>
    public bool TryOpen(string session, string connectionId)
    {
        lock (_lock)
        {
            if (CountOpen(session) >= MostOpen)
            {
                return false;
            }

            Of(session).Add(new Page { ConnectionId = connectionId });
            return true;
        }
    }

    /// <summary>The page has a circuit, or has resumed the one it had.</summary>
    public void Connected(string session, string connectionId, string circuit)
    {
        lock (_lock)
        {
            var pages = Of(session);
            pages.RemoveAll(page => page.Circuit == circuit || page.ConnectionId == connectionId);
            pages.Add(new Page { ConnectionId = connectionId, Circuit = circuit });
        }
    }

    /// <summary>The page's connection is lost. Returns the circuits that are not kept for a reconnection.</summary>
    public IReadOnlyList<string> CutOff(string session, string connectionId)
    {
        lock (_lock)
        {
            var pages = Of(session);
            pages.RemoveAll(page => page.ConnectionId == connectionId && page.Circuit is null);
            foreach (var left in pages.Where(page => page.ConnectionId == connectionId))
            {
                (left.ConnectionId, left.CutOffAt) = (null, clock.GetTimestamp());
            }

            var over = pages.Where(page => page.ConnectionId is null).OrderByDescending(page => page.CutOffAt).Skip(MostCutOff).ToList();
            pages.RemoveAll(over.Contains);
            return [.. over.Select(page => page.Circuit!)];
        }
    }

    /// <summary>Drops circuits that the framework has ended by now.</summary>
    public void Forget(TimeSpan keptFor)
    {
        lock (_lock)
        {
            foreach (var (session, pages) in _sessions)
            {
                pages.RemoveAll(page => page.ConnectionId is null && clock.GetElapsedTime(page.CutOffAt) > keptFor);
                if (pages.Count == 0)
                {
                    _sessions.Remove(session);
                }
            }
        }
    }

    private int CountOpen(string session) => _sessions.GetValueOrDefault(session)?.Count(page => page.ConnectionId is not null) ?? 0;

    private List<Page> Of(string session)
    {
        if (!_sessions.TryGetValue(session, out var pages))
        {
            _sessions[session] = pages = [];
        }

        return pages;
    }

    private sealed class Page
    {
        /// <summary>Null while its browser is disconnected.</summary>
        public string? ConnectionId { get; set; }

        public string? Circuit { get; set; }

        public long CutOffAt { get; set; }
    }
}
