using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AdminPortal.Domain.Telemetry;

namespace AdminPortal.Tests.Support;

/// <summary>What one instrument of a portal was told since this began, by one of its tags if it has any.</summary>
internal sealed class Counted : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private int _count;

    public Counted(PortalMetrics metrics, string name, string tag = "")
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == metrics.Meter && instrument.Name == name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => Add(ValueOf(tags, tag), value));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, _) => Add(ValueOf(tags, tag), value));
        _listener.Start();
    }

    /// <summary>How often it was told something.</summary>
    public int Count => Volatile.Read(ref _count);

    public long Sum => _sums.Values.Sum();

    public long this[string value] => _sums.GetValueOrDefault(value);

    public void Dispose() => _listener.Dispose();

    private void Add(string tagged, long value)
    {
        Interlocked.Increment(ref _count);
        _sums.AddOrUpdate(tagged, value, (_, sum) => sum + value);
    }

    private static string ValueOf(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
            {
                return tag.Value?.ToString() ?? "";
            }
        }

        return "";
    }
}
