using System.Net;
using AdminPortal.Hosting;
using AdminPortal.Hosting.Headers;
using AdminPortal.Hosting.Listeners;
using AdminPortal.Hosting.Memory;
using AdminPortal.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Hosting;

/// <summary>This room alone, on a real listener, with a few endpoints that show what reaches an endpoint.</summary>
internal sealed class HostedApp : IAsyncDisposable
{
    public const string Page = "/page";
    public const string Early = "/early";
    public const string Broken = "/broken";
    public const string Caller = "/caller";
    public const string Managed = "/managed";

    public const string Component = "/component";

    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    public HttpClient Public { get; private set; } = null!;

    public HttpClient Management { get; private set; } = null!;

    /// <summary>What the program believes to have used up of its memory, from 0 to 1.</summary>
    public double MemoryUsed { get; set; }

    public static async Task<HostedApp> StartAsync(CancellationToken cancellation, params string[] args)
    {
        var (publicPort, managementPort) = FreePorts.Take();
        var hosted = new HostedApp();
        var builder = PortalHost.CreateBuilder(
        [
            $"--urls=http://127.0.0.1:{publicPort}",
            $"--Portal:ManagementUrl=http://127.0.0.1:{managementPort}",
            $"--Portal:DataDirectory={hosted._folder.FullPath}/data",
            .. args,
        ]);
        builder.AddHosting(builder.ReadSettings() ?? throw new InvalidOperationException("The test's own settings are wrong."));
        builder.Services.AddSingleton(services => new MemoryShortage(services.GetRequiredService<TimeProvider>(), () => hosted.MemoryUsed));
        builder.Logging.ClearProviders();
        hosted._app = builder.Build();
        hosted._app.UseHosting();
        MapEndpoints(hosted._app);
        await hosted._app.StartAsync(cancellation);
        hosted.Public = ClientOf(publicPort);
        hosted.Management = ClientOf(managementPort);
        return hosted;
    }

    public async ValueTask DisposeAsync()
    {
        Public.Dispose();
        Management.Dispose();
        await _app!.DisposeAsync();
        _folder.Dispose();
    }

    private static HttpClient ClientOf(int port) => new() { BaseAddress = new Uri($"http://{IPAddress.Loopback}:{port}") };

    private static void MapEndpoints(IEndpointRouteBuilder app)
    {
        app.MapGet(Page, () => Results.Content("<p>", "text/html; charset=utf-8"));
        app.MapGet(Early, () => Results.Content("<p>", "text/html")).LeavesBeforeContentPolicy();
        app.MapGet(Broken, void () => throw new InvalidOperationException("what broke is nobody's business"));
        app.MapGet("/error", () => Results.Content("<p>sorry", "text/html", statusCode: StatusCodes.Status500InternalServerError));
        app.MapGet(Caller, (HttpContext context) =>
            $"{context.Connection.RemoteIpAddress} {context.Request.Scheme} {context.Request.Host.Host}");
        app.MapGet(Component, () => "a component").WithMetadata(new ComponentTypeMetadata(typeof(ComponentBase)));
        app.MapGet(Managed, () => "managed").ServedOnManagementListener();
    }
}
