using System.Diagnostics.Metrics;
using AdminPortal.Domain.Telemetry;

namespace AdminPortal.Tests.Support;

/// <summary>One of the portal's gauges, read as a scraper reads it.</summary>
internal sealed class Gauge : IDisposable
{
    private readonly MeterListener _listener = new();
    private int? _told;

    public Gauge(PortalMetrics metrics, string name)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == metrics.Meter && instrument.Name == name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, told, _, _) => _told = told);
        _listener.Start();
    }

    /// <summary>Null when it tells nothing.</summary>
    public int? Read()
    {
        _told = null;
        _listener.RecordObservableInstruments();
        return _told;
    }

    public void Dispose() => _listener.Dispose();
}
