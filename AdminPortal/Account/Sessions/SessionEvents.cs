using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;

namespace AdminPortal.Account.Sessions;

// This room owns the session in the browser: its cookie, the open page that ends with it, the question whether somebody is still there.
// It protects unsaved work from an end without a word. It must never decide whether a session counts: the domain does.

/// <summary>What happens with the session's cookie in a request: it is checked against the store, and its absence is answered.</summary>
internal sealed class SessionEvents(CheckSession check, KeepSession keep, ServerCalls calls) : CookieAuthenticationEvents
{
    public const string SignInPath = "/sign-in";
    public const string ReturnUrl = "returnUrl";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (http.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            // The page that tells of a fault is everybody's. Asked again, the store would fail again, and instead of a page there would be none.
            context.RejectPrincipal();
            return;
        }

        var session = SessionPrincipal.SessionOf(context.Principal);
        if (session is not null && await check.ExecuteAsync(session, http.RequestAborted) is { } live)
        {
            if (IsPage(http))
            {
                // A store that can be read and not written shows its pages all the same.
                await calls.TryAsync("note that a person is active", () => keep.ExecuteAsync(session, http.RequestAborted), http.RequestAborted);
            }

            context.ReplacePrincipal(SessionPrincipal.Of(live.Administrator, session, http.Connection.RemoteIpAddress));
            return;
        }

        context.RejectPrincipal();
        await http.SignOutAsync(context.Scheme.Name);
    }

    /// <summary>
    /// Only a page leads to the sign-in page. A script or the page's own connection is told 401, and an address that nothing
    /// answers is not found, signed in or not.
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
        // Relative, for behind a proxy the scheme and host that arrive here need not be the browser's.
        response.Redirect($"{SignInPath}{QueryString.Create(ReturnUrl, wanted)}");
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    // Where to go after signing in or out is the page's word.
    public override Task RedirectToReturnUrl(RedirectContext<CookieAuthenticationOptions> context) => Task.CompletedTask;

    public override Task RedirectToLogout(RedirectContext<CookieAuthenticationOptions> context) => Task.CompletedTask;

    // Asking for a page is a person's doing; its assets and its connection, which asks again by itself, are not.
    private static bool IsPage(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
