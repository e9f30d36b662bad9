using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;

namespace AdminPortal.Account.Sessions;

// This room owns the session in the browser: its cookie, the open page that ends with it, the idle warning. It protects unsaved work from a
// session that ends silently. It must never decide whether a session is valid: the domain does.

/// <summary>Handles the session's cookie in a request: it is checked against the store, and its absence is answered.</summary>
internal sealed class SessionEvents(CheckSession check, KeepSession keep, ServerCalls calls) : CookieAuthenticationEvents
{
    public const string SignInPath = "/sign-in";
    public const string ReturnUrl = "returnUrl";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (http.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The error page needs no authentication. Asking the store again would fail again, and there would be no page at all.
            context.RejectPrincipal();
            return;
        }

        var session = SessionPrincipal.SessionOf(context.Principal);
        if (session is not null && await check.ExecuteAsync(session, http.RequestAborted) is { } live)
        {
            if (IsPage(http))
            {
                // A store that is readable but not writable still shows its pages.
                await calls.TryAsync("record activity of a session", () => keep.ExecuteAsync(session, http.RequestAborted), http.RequestAborted);
            }

            context.ReplacePrincipal(SessionPrincipal.Of(live.Administrator, session, http.Connection.RemoteIpAddress));
            return;
        }

        context.RejectPrincipal();
        await http.SignOutAsync(context.Scheme.Name);
    }

    /// <summary>
    /// Only a page redirects to the sign-in page. A script or the page's own connection gets 401, and an unknown address is 404, signed in
    /// or not.
    /// </summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!IsPage(context.HttpContext))
        {
            response.StatusCode = context.HttpContext.GetEndpoint() is null ? StatusCodes.Status404NotFound : StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var wanted = HttpMethods.IsGet(request.Method) ? $"{request.Path}{request.QueryString}" : "/";
        // Relative, because behind a proxy the scheme and host seen here may differ from the browser's.
        response.Redirect($"{SignInPath}{QueryString.Create(ReturnUrl, wanted)}");
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // Where to go after signing in or out is decided by the page.
    public override Task RedirectToReturnUrl(RedirectContext<CookieAuthenticationOptions> context) => Task.CompletedTask;

    public override Task RedirectToLogout(RedirectContext<CookieAuthenticationOptions> context) => Task.CompletedTask;

    // Requesting a page is activity; its assets and its connection, which reconnects by itself, are not.
    private static bool IsPage(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
