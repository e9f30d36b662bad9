using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AdminPortal.Domain.Telemetry;

namespace AdminPortal.Tests.Support;

/// <summary>What one counter of a portal has counted since this began, by one of its tags.</summary>
internal sealed class Counted : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public Counted(PortalMetrics metrics, string counter, string tag)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == metrics.Meter && instrument.Name == counter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => _sums.AddOrUpdate(ValueOf(tags, tag), value, (_, sum) => sum + value));
        _listener.Start();
    }

    public long this[string value] => _sums.GetValueOrDefault(value);

    public void Dispose() => _listener.Dispose();

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
