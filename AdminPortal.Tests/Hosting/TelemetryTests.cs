using System.Collections.Concurrent;
using AdminPortal.Tests.OAuth.Records;
using AdminPortal.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Hosting;

/// <summary>The numbers by which the portal is watched, from the started program.</summary>
public sealed class TelemetryTests
{
    private static readonly (string Name, string Value)[] Hurry =
    [
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
        ("OTEL_BSP_SCHEDULE_DELAY", "200"),
        ("OTEL_BLRP_SCHEDULE_DELAY", "200"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_management_listener_tells_the_numbers_and_the_public_one_does_not()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation);
        await UseAsync(portal);
        using var http = new HttpClient();

        var numbers = await http.GetStringAsync(new Uri(portal.ManagementUrl, "/metrics"), Cancellation);

        Assert.Matches("""adminportal_tokens_issued_total\{[^}]*method="client_secret_post"[^}]*\} 3\n""", numbers);
        Assert.Matches("""adminportal_tokens_refused_total\{[^}]*method="client_secret_post",reason="InvalidClient"[^}]*\} 1\n""", numbers);
        Assert.Matches("""adminportal_journal_batch_size_count\{?[^}]*\}? [123]\n""", numbers);
        Assert.Contains("adminportal_journal_commit_duration_seconds_bucket", numbers, StringComparison.Ordinal);
        Assert.Matches("""adminportal_journal_depth\{?[^}]*\}? 0\n""", numbers);
        Assert.Matches("""adminportal_directory_lookups_total\{[^}]*result="hit"[^}]*\} [1-9]""", numbers);
        Assert.Matches("""adminportal_directory_lookups_total\{[^}]*result="miss"[^}]*\} [1-9]""", numbers);
        Assert.Matches("""adminportal_credentials_next_expiry_days?\{[^}]*kind="signing_key"[^}]*\} (89|90)""", numbers);
        Assert.Contains("dotnet_gc_heap_total_allocated_bytes_total", numbers, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds", numbers, StringComparison.Ordinal);
        using var elsewhere = await http.GetAsync(new Uri(portal.PublicUrl, "/metrics"), Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Traces_numbers_and_log_lines_go_where_the_standard_variable_says_and_carry_no_secret()
    {
        var received = new ConcurrentDictionary<string, ConcurrentBag<byte[]>>(StringComparer.Ordinal);
        await using var collector = await StartCollectorAsync(received);
        await using var portal = await PortalProcess.StartAsync(Cancellation, [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single()), .. Hurry]);

        var secret = await UseAsync(portal);

        string[] signals = ["/v1/traces", "/v1/metrics", "/v1/logs"];
        await UntilAsync(portal, () => signals.All(received.ContainsKey));

        Assert.DoesNotContain(
            received.Values.SelectMany(bodies => bodies), body => System.Text.Encoding.UTF8.GetString(body).Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "/v1/traces")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "/v1/metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "/v1/logs")]
    public async Task An_address_for_one_kind_of_signal_is_for_that_one_alone(string variable, string path)
    {
        var received = new ConcurrentDictionary<string, ConcurrentBag<byte[]>>(StringComparer.Ordinal);
        await using var collector = await StartCollectorAsync(received);
        await using var portal = await PortalProcess.StartAsync(Cancellation, [(variable, collector.Urls.Single() + path), .. Hurry]);

        await UntilAsync(portal, () => received.GetValueOrDefault(path) is { Count: > 1 });

        Assert.Equal([path], received.Keys);
    }

    // Three tokens and a refusal; answers the secret.
    private static async Task<string> UseAsync(PortalProcess portal)
    {
        await using var store = await StoreBeside.OpenAsync(portal);
        var (clientId, secrets) = await store.AddClientAsync("Billing sync", validDays: 90);
        using var caller = new TokenCaller(portal.PublicUrl, clientId.Value, secrets[0]);
        using var guesser = new TokenCaller(portal.PublicUrl, clientId.Value, "guessed");
        for (var number = 0; number < 3; number++)
        {
            Assert.Equal(200, (await caller.PostAsync()).Status);
        }

        Assert.Equal(401, (await guesser.PostAsync()).Status);
        return secrets[0];
    }

    // Every request is one more thing to tell of.
    private static async Task UntilAsync(PortalProcess portal, Func<bool> isTrue)
    {
        using var http = new HttpClient();
        await Eventually.HoldsAsync(async () =>
        {
            await http.GetStringAsync(new Uri(portal.PublicUrl, "/oauth2/v1/keys"), Cancellation);
            await http.PostAsync(new Uri(portal.PublicUrl, "/oauth2/v1/token"), null, Cancellation);
            return isTrue();
        });
    }

    private static async Task<WebApplication> StartCollectorAsync(ConcurrentDictionary<string, ConcurrentBag<byte[]>> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = builder.Build();
        collector.MapPost("/v1/{signal}", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            received.GetOrAdd(context.Request.Path.Value!, _ => []).Add(body.ToArray());
        });
        await collector.StartAsync(Cancellation);
        return collector;
    }
}
