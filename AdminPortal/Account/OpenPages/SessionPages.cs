namespace AdminPortal.Account.OpenPages;

// This room owns how many pages a session has open. It protects the memory of all from one person's browser. It must never end a page
// that somebody still looks at.

/// <summary>
/// The pages that each session has open, and those whose browser is gone for the moment. Each takes more than a megabyte, so both are
/// bounded for every session: one person's crashed browser must not push out the pages of the others.
/// </summary>
internal sealed class SessionPages(TimeProvider clock)
{
    /// <summary>More are refused until one of them is closed.</summary>
    public const int MostOpen = 30;

    /// <summary>Of more that are cut off, the ones cut off longest end.</summary>
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

    /// <summary>False when too many are open already.</summary>
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

    /// <summary>The page has a circuit, or has found its way back to the one that it had.</summary>
    public void Connected(string session, string connectionId, string circuit)
    {
        lock (_lock)
        {
            var pages = Of(session);
            pages.RemoveAll(page => page.Circuit == circuit || page.ConnectionId == connectionId);
            pages.Add(new Page { ConnectionId = connectionId, Circuit = circuit });
        }
    }

    /// <summary>The page's connection is gone. Answers the circuits that are not kept for anybody's return.</summary>
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

    /// <summary>Forgets what the framework has ended itself by now.</summary>
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
        /// <summary>Null while its browser is gone.</summary>
        public string? ConnectionId { get; set; }

        public string? Circuit { get; set; }

        public long CutOffAt { get; set; }
    }
}
