using AdminPortal.Domain.Telemetry;
using AdminPortal.Hosting.Listeners;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AdminPortal.Hosting.Telemetry;

/// <summary>
/// Numbers for whoever asks at <c>/metrics</c> on the management listener, in Prometheus' format; and traces, numbers and log lines by
/// OTLP to the address that the standard variable names. Without that variable nothing leaves the process, and nothing is traced.
/// </summary>
internal static class TelemetryHosting
{
    public const string MetricsPath = "/metrics";

    // OpenTelemetry's own names; there is one for each signal as well.
    private static readonly string[] OtlpVariables =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

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
        if (!OtlpVariables.Any(variable => builder.Configuration[variable] is { Length: > 0 }))
        {
            return;
        }

        telemetry
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddHttpClientInstrumentation())
            .WithLogging()
            .UseOtlpExporter();
    }

    public static void MapMetrics(this IEndpointRouteBuilder endpoints) => endpoints.MapPrometheusScrapingEndpoint(MetricsPath)
        .AllowAnonymous()
        .ServedOnManagementListener();
}
