using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.Administrators.Rules;

/// <summary>Attempts that count as alike: the same action, under the same name, refused for the same reason, from one network.</summary>
internal readonly record struct AttemptKind(PortalAction Action, string ActorName, string Reason, string Network)
{
    private const string Others = "(others)";
    private const string AnyNetwork = "*";

    /// <summary>Whether it stands for several networks.</summary>
    public bool IsFromAnywhere => Network == AnyNetwork;

    /// <summary>
    /// The same attempt from any network: strangers cannot make up more of these, because the names are those of administrators.
    /// </summary>
    public AttemptKind FromAnywhere => this with { Network = AnyNetwork };

    /// <summary>All other attempts at this action.</summary>
    public AttemptKind AmongOthers => new(Action, Others, Others, AnyNetwork);
}

/// <summary>How often one kind was tried since the last flush, beyond the attempt that has its own entry.</summary>
internal sealed class AttemptCount(string? sourceAddress)
{
    /// <summary>Null when there are several.</summary>
    public string? SourceAddress { get; } = sourceAddress;

    /// <summary>All of them, including those that led to a lock-out.</summary>
    public int Count { get; private set; }

    /// <summary>Those that led to a lock-out.</summary>
    public int Lockouts { get; private set; }

    /// <summary>Whether a lock-out already has its own entry.</summary>
    public bool TellsOfLockout { get; set; }

    public DateTimeOffset LastAt { get; private set; }

    public void Add(int count, int lockouts, DateTimeOffset at) =>
        (Count, Lockouts, LastAt) = (Count + count, Lockouts + lockouts, at > LastAt ? at : LastAt);
}

/// <summary>
/// Counts attempts by kind. Beyond a number of kinds, networks are no longer distinguished, so that a flood of them cannot hide someone
/// guessing an administrator's password; beyond the same number again, all others share one count per action.
/// </summary>
internal sealed class AttemptTally(int mostKinds)
{
    private readonly Lock _counting = new();
    private Dictionary<AttemptKind, AttemptCount> _counts = [];

    /// <summary>
    /// True when this attempt deserves its own entry at once: the first of its kind, and the first that leads to a lock-out.
    /// </summary>
    public bool IsToBeTold(AttemptKind kind, string? sourceAddress, bool leadsToLockout, DateTimeOffset now)
    {
        lock (_counting)
        {
            var (count, isFirst) = CountOf(kind, sourceAddress);
            var isNews = isFirst || (leadsToLockout && !count.TellsOfLockout);
            count.TellsOfLockout |= leadsToLockout;
            count.Add(isNews ? 0 : 1, leadsToLockout && !isNews ? 1 : 0, now);
            return isNews;
        }
    }

    /// <summary>The entry could not be written: the attempt is counted instead, and the next lock-out deserves an entry again.</summary>
    public void WasNotTold(AttemptKind kind, string? sourceAddress, bool ledToLockout, DateTimeOffset at)
    {
        lock (_counting)
        {
            var (count, _) = CountOf(kind, sourceAddress);
            count.TellsOfLockout &= !ledToLockout;
            count.Add(1, ledToLockout ? 1 : 0, at);
        }
    }

    /// <summary>Takes the counts so far; from now on the first of each kind deserves an entry again.</summary>
    public IReadOnlyCollection<KeyValuePair<AttemptKind, AttemptCount>> TakeAll()
    {
        lock (_counting)
        {
            var taken = _counts;
            _counts = [];
            return taken;
        }
    }

    /// <summary>Restores counts that were taken but could not be written.</summary>
    public void PutBack(IEnumerable<KeyValuePair<AttemptKind, AttemptCount>> taken)
    {
        lock (_counting)
        {
            foreach (var (kind, count) in taken)
            {
                CountOf(kind, count.SourceAddress).Count.Add(count.Count, count.Lockouts, count.LastAt);
            }
        }
    }

    private (AttemptCount Count, bool IsFirst) CountOf(AttemptKind kind, string? sourceAddress)
    {
        if (_counts.TryGetValue(kind, out var known) || _counts.TryGetValue(kind.FromAnywhere, out known))
        {
            return (known, false);
        }

        return _counts.Count switch
        {
            var kinds when kinds < mostKinds => (_counts[kind] = new AttemptCount(sourceAddress), true),
            var kinds when kinds < 2 * mostKinds => (_counts[kind.FromAnywhere] = new AttemptCount(null), true),
            _ => (_counts.GetValueOrDefault(kind.AmongOthers) ?? (_counts[kind.AmongOthers] = new AttemptCount(null)), false),
        };
    }
}
