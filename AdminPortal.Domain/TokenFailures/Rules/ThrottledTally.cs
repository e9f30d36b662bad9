namespace AdminPortal.Domain.TokenFailures.Rules;

/// <summary>Throttled failures since the last flush.</summary>
internal readonly record struct Throttled(string? ClientId, int Count, DateTimeOffset LastAt);

/// <summary>
/// Counts throttled failures by the presented client ID. There are never more counters than <paramref name="limit"/>: made-up IDs beyond
/// that share one.
/// </summary>
internal sealed class ThrottledTally(int limit)
{
    private const string Others = "";

    private readonly Lock _counting = new();
    private Dictionary<string, Throttled> _counts = new(StringComparer.Ordinal);

    public bool IsEmpty
    {
        get
        {
            lock (_counting)
            {
                return _counts.Count == 0;
            }
        }
    }

    public void Add(string? clientId, DateTimeOffset now) => Add(new Throttled(clientId, 1, now));

    /// <summary>Also restores counts that were taken but could not be written.</summary>
    public void Add(Throttled counted)
    {
        lock (_counting)
        {
            var key = counted.ClientId ?? Others;
            key = _counts.ContainsKey(key) || _counts.Count < limit ? key : Others;
            var (_, count, lastAt) = _counts.GetValueOrDefault(key);
            _counts[key] = new Throttled(key, count + counted.Count, counted.LastAt > lastAt ? counted.LastAt : lastAt);
        }
    }

    public IReadOnlyCollection<Throttled> TakeAll()
    {
        lock (_counting)
        {
            var taken = _counts.Values;
            _counts = new(StringComparer.Ordinal);
            return taken;
        }
    }
}
