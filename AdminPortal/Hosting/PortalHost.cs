using System.Net.Sockets;
using AdminPortal.Hosting.Bodies;
using AdminPortal.Hosting.Connections;
using AdminPortal.Hosting.Headers;
using AdminPortal.Hosting.Listeners;
using AdminPortal.Hosting.Memory;
using AdminPortal.Hosting.Settings;
using AdminPortal.Hosting.Stopping;
using AdminPortal.Hosting.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminPortal.Hosting;

/// <summary>
/// This room owns what applies to every request and every start: settings, listeners, limits, headers, health. It protects the other rooms
/// from a wrong setting, a forged address and unbounded input. It must never know what the product does: no client, no token, no page.
/// </summary>
public static class PortalHost
{
    // The program's own folder: a service may be started from any directory, and must find the same settings and assets.
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        // Outside Development this is the only way to read the manifest that maps assets to where they were built.
        builder.WebHost.UseStaticWebAssets();
        return builder;
    }

    /// <summary>The validated settings; or null, and one line per fault on standard error.</summary>
    public static PortalSettings? ReadSettings(this WebApplicationBuilder builder)
    {
        List<string> faults = [];
        var settings = PortalSettings.Read(builder.Configuration, faults);
        faults.ForEach(Console.Error.WriteLine);
        return settings;
    }

    public static void AddHosting(this WebApplicationBuilder builder, PortalSettings settings)
    {
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.Options);
        builder.Services.AddSingleton(settings.DataDirectory);
        builder.Services.AddSingleton(settings.Listeners);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks();
        builder.AddTelemetry();
        builder.AddConsoleLines();
        builder.AddTrustedProxies(settings.Options);
        var shares = ConnectionShares.Of(HandleLimit.Read());
        builder.Services.AddSingleton(shares);
        builder.Services.AddSingleton<BoundedListeners>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IConnectionListenerFactory>(services => services.GetRequiredService<BoundedListeners>()));
        builder.Services.AddSingleton(services => new MemoryShortage(services.GetRequiredService<TimeProvider>(), MemoryShortage.ShareOfTheHeap));
        builder.Services.AddSingleton<OrderlyStop>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = OrderlyStop.ServicesEndWithin);
        builder.WebHost.ConfigureKestrel(server => ServerLimits.Apply(server, shares));
        builder.WebHost.UseUrls([.. settings.Listeners.Public, settings.Listeners.Management]);
        // One line per form without its token, or with another site's cookies: anyone could fill the disk with them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical);
        // A failed start is reported once, by RunToExitCodeAsync; the host would put a stack trace before it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        var phase = new StartPhase();
        builder.Services.AddSingleton(phase);
        // Keys that cannot be unwrapped are reported by the start of the store; after the start, every such line matters.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", level => phase.IsOver && level >= LogLevel.Warning);
    }

    /// <summary>The head of the pipeline. What other rooms add runs after it, for requests on the right listener only.</summary>
    public static void UseHosting(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<PortalSettings>();
        app.Services.GetRequiredService<StartPhase>().IsOver = true;
        StartUpLog.Write(app.Logger, settings, ProcessLimits.Read());
        app.Services.GetRequiredService<OrderlyStop>().CutConnectionsInTime();
        app.UseMiddleware<RequestsUnderWay>();
        app.UseTrustedProxies(settings.Options);
        // Outermost: it clears the response and runs the rest again, headers included.
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseMiddleware<BaseHeaders>();
        app.UseRouting();
        app.UseMiddleware<ListenerSeparation>();
        app.UseEarlyEndpoints();
        app.UseMiddleware<PageBodies>();
        app.UseMiddleware<HostHeader>();
        app.UseMiddleware<PageConnections>();
        app.UseMiddleware<NoPageWithoutMemory>();
        app.UseMiddleware<ContentPolicy>();
        app.MapHealth();
        app.MapMetrics();
    }

    public static async Task<int> RunToExitCodeAsync(this WebApplication app, StopSignals signals)
    {
        app.Services.GetRequiredService<OrderlyStop>().EndProgramInTime();
        using var asked = signals.Asked.Register(app.Lifetime.StopApplication);
        // Resolved now, because a failed start disposes the services.
        var listeners = app.Services.GetRequiredService<ListenAddresses>();
        IEnumerable<string> urls = [.. listeners.Public, listeners.Management];
        try
        {
            await StartAndWaitAsync(app);
            return ExitCodes.Ok;
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            return CannotListen(fault.Message);
        }
        catch (Exception fault) when (signals.Asked.IsCancellationRequested && IsCutShort(fault))
        {
            return ExitCodes.Ok;
        }
        catch (SocketException fault)
        {
            return CannotListen($"Failed to bind to {string.Join(" and ", urls)}: {fault.Message.ToLowerInvariant()}.");
        }
    }

    // A start that was told to stop, or a service that did not stop in time; each has reported what it could not do.
    private static bool IsCutShort(Exception fault) => fault is OperationCanceledException
        || (fault is AggregateException several && several.InnerExceptions.All(one => one is OperationCanceledException));

    private static async Task StartAndWaitAsync(WebApplication app)
    {
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch
            {
                // The host stops what had started already; otherwise it would log each of these ends as a fault.
                await app.StopAsync();
                throw;
            }

            await app.WaitForShutdownAsync();
        }
    }

    private static int CannotListen(string line)
    {
        Console.Error.WriteLine($"{line} Set Portal:ManagementUrl or urls (--urls, ASPNETCORE_URLS) to free addresses.");
        return ExitCodes.CannotListen;
    }
}
