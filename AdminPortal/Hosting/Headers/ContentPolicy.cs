using System.Net;
using AdminPortal.Hosting.Settings;
using Microsoft.Net.Http.Headers;

namespace AdminPortal.Hosting.Headers;

// This room owns the headers of every response, and the Host header of requests. It protects pages from foreign scripts, frames and host
// names. It must never burden the token path with anything that only pages need.

/// <summary>
/// What a page of the portal may do in a browser. Only HTML carries these headers, and the content type is known only when the response
/// starts. Styles need <c>unsafe-inline</c>, for MudBlazor writes style elements and attributes; scripts never get it.
/// </summary>
internal sealed class ContentPolicy(RequestDelegate next, PortalOptions options)
{
    private const string Html = "text/html";

    private const string Policy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() => Apply(context));
        return next(context);
    }

    private Task Apply(HttpContext context)
    {
        if (context.Response.ContentType?.StartsWith(Html, StringComparison.OrdinalIgnoreCase) is true)
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = Policy;
            // Antiforgery sets SAMEORIGIN here, which is weaker than the policy above.
            headers.XFrameOptions = "DENY";
            if (IsTrustworthy(context.Request))
            {
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
            }

            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            // A page may contain what only a signed-in administrator may see; the back button must request it again.
            headers[HeaderNames.CacheControl] = "no-store";
        }

        return Task.CompletedTask;
    }

    // Browsers honour an opener policy only on trustworthy origins, and log a console warning for each one elsewhere.
    private bool IsTrustworthy(HttpRequest request) => options.IssuerIsHttps || request.IsHttps || IsLoopback(request.Host.Host);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
