using AdminPortal.Hosting.Settings;

namespace AdminPortal.Hosting.Headers;

/// <summary>
/// Refuses a Host header that no address can be made of, and a request of another site's script to a page's own connection: browsers
/// send cookies with a WebSocket to wherever it goes, and hold no answer back (RFC 6455 section 10.2).
/// </summary>
internal sealed class HostAndOrigin(RequestDelegate next, PortalOptions options)
{
    private static readonly PathString Circuits = "/_blazor";

    private readonly Uri _issuer = new(options.Issuer);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!Uri.TryCreate($"{request.Scheme}://{request.Host}/", UriKind.Absolute, out _))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        if (request.Path.StartsWithSegments(Circuits, StringComparison.OrdinalIgnoreCase) && request.Headers.Origin is { Count: > 0 } origin && !IsOurs(origin.ToString(), request.Host))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return next(context);
    }

    // By the issuer's name or by the one that was asked for: a portal may be reached by more than one.
    private bool IsOurs(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (from.Authority.Equals(_issuer.Authority, StringComparison.OrdinalIgnoreCase)
            || from.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase));
}
