using AdminPortal.Hosting.Settings;
using Microsoft.Extensions.Primitives;

namespace AdminPortal.Hosting.Headers;

/// <summary>
/// The connection of an open page. One requested by a script of another origin is refused, because browsers send cookies with a WebSocket
/// to any origin and do not withhold the response (RFC 6455 section 10.2); and so is every new one once the program is stopping: a page
/// that was just disconnected would be back before the listener is closed.
/// </summary>
internal sealed class PageConnections(RequestDelegate next, PortalOptions options, IHostApplicationLifetime lifetime)
{
    private static readonly PathString Circuits = "/_blazor";

    private readonly string _issuer = options.Issuer;

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Circuits, StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        if (!IsOurs(context.Request.Headers.Origin))
        {
            return Refuse(context, StatusCodes.Status403Forbidden);
        }

        return lifetime.ApplicationStopping.IsCancellationRequested ? Refuse(context, StatusCodes.Status503ServiceUnavailable) : next(context);
    }

    // An origin is scheme, host and port (RFC 6454 section 4): the same name with another scheme is another site. Programs send none.
    private bool IsOurs(StringValues origin) => origin.Count == 0 || origin == _issuer;

    private static Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
