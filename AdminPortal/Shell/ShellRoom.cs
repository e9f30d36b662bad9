using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Scripts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace AdminPortal.Shell;

// This room owns what every page shares: the document, the frame around a page, the site map, the look, and the small
// components. It protects one way of doing things: labels, errors, copying, confirming, time. It must never depend on a feature: pages use
// it, it uses none of them.

/// <summary>Adds and maps the shell.</summary>
public static class ShellRoom
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(CircuitLimits.Apply).AddHubOptions(CircuitLimits.Apply);
        services.AddMudServices();
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<BrowserScripts>();
        services.AddScoped<Announcer>();
        services.AddScoped<StatusMessages>();
        services.AddScoped<ServerCalls>();
        services.AddSingleton<StopAnnouncement>();
        return services;
    }

    /// <summary>Before authentication: pages for failed requests. Programs get their own responses, so only browsers see these.</summary>
    public static void UseShell(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.Use(LeaveProgramsAlone);
        app.Use(ReadWhatFailed);
    }

    /// <summary>After authentication, authorization and antiforgery.</summary>
    public static void MapShell(this WebApplication app)
    {
        // The sign-in page needs them, and they are not secret.
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().Add(OfferTransports);
    }

    // WebSockets, and long polling behind a proxy that blocks them; server-sent events would be a third transport that only strangers use.
    private static void OfferTransports(EndpointBuilder endpoint)
    {
        foreach (var connection in endpoint.Metadata.OfType<HttpConnectionDispatcherOptions>())
        {
            connection.Transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling;
        }
    }

    // The page about a refused form is served as a GET: as a POST it would be judged as a form of its own, and answered 400.
    private static Task ReadWhatFailed(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    }

    private static Task LeaveProgramsAlone(HttpContext context, RequestDelegate next)
    {
        var asksForPage = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        if (!asksForPage && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }

        return next(context);
    }
}
