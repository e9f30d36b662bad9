using System.Diagnostics.Metrics;
using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Caching;

public sealed class VisitsAreCountedTests
{
    [Fact]
    public async Task Each_visit_to_a_JWKS_URL_is_a_number_by_how_it_ended()
    {
        await using var server = KeyServer.Publishing(PublishedKeys.Json());
        using var metrics = new PortalMetrics();
        var results = new List<string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, its) =>
        {
            if (instrument.Meter == metrics.Meter && instrument.Name == "adminportal.jwks.fetches")
            {
                its.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => results.Add($"{tags[0].Key} {tags[0].Value} {count}"));
        listener.Start();
        var fetcher = new JwksFetcher(server.Allowing("127.0.0.1"));
        var cache = new ClientJwksCache(fetcher, metrics, TimeProvider.System);

        await cache.FindKeysAsync(server.Uri(), "k1", TestContext.Current.CancellationToken);
        await cache.FindKeysAsync(server.Uri(), "k1", TestContext.Current.CancellationToken);
        await cache.FindKeysAsync(server.Uri("10.0.0.1"), "k1", TestContext.Current.CancellationToken);

        Assert.Equal(["result success 1", "result failure 1"], results);
    }
}
