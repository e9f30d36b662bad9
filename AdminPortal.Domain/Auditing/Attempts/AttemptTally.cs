using AdminPortal.Domain.Administrators;

namespace AdminPortal.Domain.Auditing.Attempts;

/// <summary>What strangers try alike: the same thing, under the same name, refused for the same reason, from one network.</summary>
internal readonly record struct AttemptKind(PortalAction Action, string ActorName, string Reason, string Network);

/// <summary>How often one kind was tried since the counts were taken, beyond what has an entry of its own.</summary>
internal sealed class AttemptCount(string? sourceAddress)
{
    public string? SourceAddress { get; } = sourceAddress;

    public int Count { get; set; }

    public bool TellsOfLockout { get; set; }

    public DateTimeOffset LastAt { get; set; }
}

/// <summary>Counts attempts by their kind; past so many kinds all others share one count for each action.</summary>
internal sealed class AttemptTally(int mostKinds)
{
    public const string Others = "(others)";

    private readonly Lock _counting = new();
    private Dictionary<AttemptKind, AttemptCount> _counts = [];

    /// <summary>True when this one deserves an entry at once: the first of its kind, and the one that leads to a lock-out.</summary>
    public bool IsToBeTold(AttemptKind kind, string? sourceAddress, bool leadsToLockout, DateTimeOffset now)
    {
        lock (_counting)
        {
            if (_counts.TryGetValue(kind, out var known))
            {
                var isNews = leadsToLockout && !known.TellsOfLockout;
                known.TellsOfLockout |= leadsToLockout;
                Add(known, isNews ? 0 : 1, now);
                return isNews;
            }

            if (_counts.Count < mostKinds)
            {
                _counts[kind] = new AttemptCount(sourceAddress) { TellsOfLockout = leadsToLockout, LastAt = now };
                return true;
            }

            Add(OthersOf(kind.Action), 1, now);
            return false;
        }
    }

    /// <summary>The counts so far; from now on the first of each kind deserves an entry again.</summary>
    public IReadOnlyCollection<KeyValuePair<AttemptKind, AttemptCount>> TakeAll()
    {
        lock (_counting)
        {
            var taken = _counts;
            _counts = [];
            return taken;
        }
    }

    /// <summary>What was taken and could not be written.</summary>
    public void PutBack(IEnumerable<KeyValuePair<AttemptKind, AttemptCount>> taken)
    {
        lock (_counting)
        {
            foreach (var (kind, count) in taken)
            {
                var known = _counts.GetValueOrDefault(kind) ?? (_counts.Count < mostKinds ? _counts[kind] = new(count.SourceAddress) : OthersOf(kind.Action));
                Add(known, count.Count, count.LastAt);
            }
        }
    }

    private AttemptCount OthersOf(PortalAction action)
    {
        var kind = new AttemptKind(action, Others, Others, "");
        return _counts.GetValueOrDefault(kind) ?? (_counts[kind] = new(null));
    }

    private static void Add(AttemptCount to, int count, DateTimeOffset at) =>
        (to.Count, to.LastAt) = (to.Count + count, at > to.LastAt ? at : to.LastAt);
}
