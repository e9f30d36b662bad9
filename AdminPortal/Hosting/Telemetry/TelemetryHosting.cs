using System.Globalization;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Hosting.Headers;
using AdminPortal.Hosting.Listeners;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AdminPortal.Hosting.Telemetry;

// This room owns where metrics, traces and log lines go, and how a line is written. It protects the log from injection by strangers: one
// entry, one line, every character visible. It must never send anything to an address that was not configured.

/// <summary>
/// Metrics at <c>/metrics</c> on the management listener, in Prometheus' format; and traces, metrics and log lines by OTLP to the addresses
/// in the standard variables, one for all or one for each. A signal without an address does not leave the process.
/// </summary>
internal static class TelemetryHosting
{
    public const string MetricsPath = "/metrics";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(PortalMetrics.MeterName))
            .WithMetrics(metrics => metrics
                .AddMeter(PortalMetrics.MeterName)
                .AddMeter("Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Lifecycle")
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());
        var (metrics, traces, logs) = (Otlp(builder, "METRICS"), Otlp(builder, "TRACES"), Otlp(builder, "LOGS"));
        if (metrics is not null)
        {
            telemetry.WithMetrics(meters => meters.AddOtlpExporter(metrics));
        }

        if (traces is not null)
        {
            telemetry.WithTracing(tracer => tracer.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddOtlpExporter(traces));
        }

        if (logs is not null)
        {
            telemetry.WithLogging(logger => logger.AddOtlpExporter(logs));
        }
    }

    // The names of OpenTelemetry's specification, "OTLP exporter configuration". The library reads the variables for all signals itself;
    // one for a single signal takes precedence, and its address is used as it is. Null when the signal has no address.
    private static Action<OtlpExporterOptions>? Otlp(WebApplicationBuilder builder, string signal)
    {
        string? Of(string name) => builder.Configuration[$"OTEL_EXPORTER_OTLP_{name}"] is { Length: > 0 } value ? value : null;

        if ((Of($"{signal}_ENDPOINT") ?? Of("ENDPOINT")) is null)
        {
            return null;
        }

        return options =>
        {
            options.Protocol = Of($"{signal}_PROTOCOL") switch
            {
                null => options.Protocol,
                "grpc" => OtlpExportProtocol.Grpc,
                _ => OtlpExportProtocol.HttpProtobuf,
            };
            options.Headers = Of($"{signal}_HEADERS") ?? options.Headers;
            options.TimeoutMilliseconds = int.TryParse(Of($"{signal}_TIMEOUT"), CultureInfo.InvariantCulture, out var limit)
                ? limit
                : options.TimeoutMilliseconds;
            if (Uri.TryCreate(Of($"{signal}_ENDPOINT"), UriKind.Absolute, out var address))
            {
                options.Endpoint = address;
            }
        };
    }

    public static void MapMetrics(this IEndpointRouteBuilder endpoints) => endpoints.MapPrometheusScrapingEndpoint(MetricsPath)
        .AllowAnonymous()
        .ServedOnManagementListener()
        .LeavesBeforeContentPolicy();
}
