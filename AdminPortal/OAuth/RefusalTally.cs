namespace AdminPortal.OAuth;

/// <summary>
/// Refusals without a line of their own, counted by client and source; beyond a number of pairs all others share one count.
/// </summary>
internal sealed class RefusalTally
{
    private const int MostPairs = 20;
    private const string Others = "(others)";

    private readonly Lock _counting = new();
    private Dictionary<(string ClientId, string Source), int> _counts = [];

    /// <summary>True for the first one since the last flush.</summary>
    public bool Count(string clientId, string source)
    {
        lock (_counting)
        {
            var isFirst = _counts.Count == 0;
            var pair = (clientId, source);
            pair = _counts.ContainsKey(pair) || _counts.Count < MostPairs ? pair : (Others, Others);
            _counts[pair] = _counts.GetValueOrDefault(pair) + 1;
            return isFirst;
        }
    }

    public IReadOnlyList<(string ClientId, string Source, int Count)> TakeAll()
    {
        lock (_counting)
        {
            var taken = _counts;
            _counts = [];
            return [.. taken.Select(count => (count.Key.ClientId, count.Key.Source, count.Value))];
        }
    }
}
