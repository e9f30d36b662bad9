using System.Diagnostics.Metrics;

namespace AdminPortal.Domain.Telemetry;

// This room owns the metrics by which operators monitor the portal. It protects the request path: a metric costs a request nothing
// noticeable, and nothing fails because a metric could not be recorded. It must never hold a client ID or an address: unbounded label
// cardinality belongs in a record, not in a metric.

/// <summary>The instruments of the domain, in the base class library's own types; exporting them is the host's responsibility.</summary>
public sealed class PortalMetrics : IDisposable
{
    public const string MeterName = "AdminPortal";

    private const string EndpointTag = "endpoint";
    private const string MethodTag = "method";
    private const string ReasonTag = "reason";
    private const string ResultTag = "result";
    private const string WorkTag = "work";

    private readonly Counter<long> _issued;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _failureRecords;
    private readonly Counter<long> _introspected;
    private readonly Counter<long> _revoked;
    private readonly Counter<long> _lookUps;
    private readonly Counter<long> _fetches;
    private readonly Counter<long> _workFailures;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commitTime;

    public PortalMetrics()
    {
        _issued = Meter.CreateCounter<long>("adminportal.tokens.issued", "{token}", "Access tokens handed out");
        _refused = Meter.CreateCounter<long>("adminportal.tokens.refused", "{request}", "Client requests refused");
        _failureRecords = Meter.CreateCounter<long>("adminportal.failures.records", "{record}", "Records of refused requests, by outcome");
        _introspected = Meter.CreateCounter<long>("adminportal.tokens.introspected", "{token}", "Introspections by authenticated clients");
        _revoked = Meter.CreateCounter<long>("adminportal.tokens.revoked", "{token}", "Access tokens revoked by their clients");
        _lookUps = Meter.CreateCounter<long>("adminportal.directory.lookups", "{lookup}", "Clients looked up in memory");
        _fetches = Meter.CreateCounter<long>("adminportal.jwks.fetches", "{fetch}", "Fetches of clients' JWKS URLs");
        _workFailures = Meter.CreateCounter<long>("adminportal.work.failures", "{round}", "Rounds of the portal's own recurring work that failed");
        _batchSize = Meter.CreateHistogram(
            "adminportal.journal.batch.size",
            "{record}",
            "Records in one commit of the journal",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 1024] });
        _commitTime = Meter.CreateHistogram(
            "adminportal.journal.commit.duration",
            "s",
            "Time from the first statement of a batch until it is durable",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5] });
    }

    internal Meter Meter { get; } = new(MeterName);

    public void Issued(string method) => _issued.Add(1, new KeyValuePair<string, object?>(MethodTag, method));

    public void Refused(string endpoint, string? method, Enum reason) => _refused.Add(
        1,
        new KeyValuePair<string, object?>(EndpointTag, endpoint),
        new KeyValuePair<string, object?>(MethodTag, method ?? "unread"),
        new KeyValuePair<string, object?>(ReasonTag, reason.ToString()));

    /// <summary>
    /// Records of refused requests: written, dropped because too many were queued, or kept for later because the store refused them.
    /// </summary>
    public void FailuresRecorded(int count, string outcome) => _failureRecords.Add(count, new KeyValuePair<string, object?>(ResultTag, outcome));

    /// <summary>An unknown token was never signed here: a mistake, or a guess.</summary>
    public void Introspected(bool isOurs, bool isActive) => _introspected.Add(
        1, new KeyValuePair<string, object?>(ResultTag, isActive ? "active" : isOurs ? "inactive" : "unknown"));

    public void Revoked() => _revoked.Add(1);

    public void LookedUp(bool isHit) => _lookUps.Add(1, new KeyValuePair<string, object?>(ResultTag, isHit ? "hit" : "miss"));

    public void Fetched(bool isSuccess) => _fetches.Add(1, new KeyValuePair<string, object?>(ResultTag, isSuccess ? "success" : "failure"));

    public void WorkFailed(string work) => _workFailures.Add(1, new KeyValuePair<string, object?>(WorkTag, work));

    public void Committed(int records, TimeSpan time)
    {
        _batchSize.Record(records);
        _commitTime.Record(time.TotalSeconds);
    }

    /// <summary>The number of records queued for the journal, sampled when the metrics are read.</summary>
    public void WatchJournal(Func<int> depth) =>
        Meter.CreateObservableGauge("adminportal.journal.depth", depth, "{record}", "Records queued for the journal");

    /// <summary>How far the clock is ahead of the certain time, negative when it is behind.</summary>
    public void WatchClock(Func<double> seconds) => Meter.CreateObservableGauge(
        "adminportal.clock.lead", seconds, "s", "How far the clock is ahead of the certain time; nothing is deleted by age until the clock is trusted");

    /// <summary>Whether the audit log was intact when it was last verified; nothing before that.</summary>
    public void WatchAudit(Func<bool?> isIntact) => Meter.CreateObservableGauge(
        "adminportal.audit.intact",
        () => isIntact() is { } intact ? [new Measurement<int>(intact ? 1 : 0)] : Array.Empty<Measurement<int>>(),
        null,
        "1 if every entry of the audit log is as it was written, 0 if not");

    /// <summary>Days until the soonest expiry of each kind of credential; unused kinds are left out.</summary>
    public void WatchExpiries(Func<IReadOnlyDictionary<string, double>> days) => Meter.CreateObservableGauge(
        "adminportal.credentials.next_expiry",
        () => days().Select(kind => new Measurement<double>(kind.Value, new KeyValuePair<string, object?>("kind", kind.Key))),
        "d",
        "Days until the next credential of its kind expires");

    public void Dispose() => Meter.Dispose();
}
