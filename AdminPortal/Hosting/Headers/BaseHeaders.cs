using AdminPortal.Hosting.Settings;
using Microsoft.Extensions.Primitives;

namespace AdminPortal.Hosting.Headers;

/// <summary>
/// The headers of every response, whatever its content. They are set on the way in, from precomputed values: the token
/// endpoint passes here too, and a callback per request would cost it more than the headers do.
/// </summary>
internal sealed class BaseHeaders(RequestDelegate next, PortalOptions options)
{
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues SameOrigin = "same-origin";
    private static readonly StringValues TwoYears = "max-age=63072000; includeSubDomains";

    // Behind a proxy the portal itself receives plain http: the scheme that people use is the issuer's.
    private readonly bool _strictTransport = options.IssuerIsHttps;

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = NoReferrer;
        headers["Cross-Origin-Resource-Policy"] = SameOrigin;
        if (_strictTransport)
        {
            headers.StrictTransportSecurity = TwoYears;
        }

        return next(context);
    }
}
