using AdminPortal.Account.Sessions;
using AdminPortal.Account.SignIn;
using AdminPortal.Domain.Administrators.FirstRun;
using Microsoft.AspNetCore.Components.Endpoints;

namespace AdminPortal.Account.FirstRun;

// This room owns the set-up page and the link to it in the log. It protects the first minutes of a portal from being taken over by whoever
// finds it first. The page must never exist once there is an administrator.

/// <summary>
/// Before there is an administrator, signing in redirects to set-up; afterwards the set-up page does not exist. It decides by the matched
/// page, not by the text of the address, and before anything reads a form.
/// </summary>
internal sealed class FirstRunGate(RequestDelegate next, FirstAdministrator firstAdministrator)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var page = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        if (page == typeof(SetupPage) && await firstAdministrator.ExistsAsync(context.RequestAborted))
        {
            if (OwnForm.Is(context.Request))
            {
                // Sent twice, or by the slower of two people (race): the page existed when they began.
                context.Response.Redirect($"{SessionEvents.SignInPath}?created={SignInPage.CreatedMeanwhile}");
                return;
            }

            context.SetEndpoint(null);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (page == typeof(SignInPage) && !await firstAdministrator.ExistsAsync(context.RequestAborted))
        {
            context.Response.Redirect(SetupPage.Path);
        }
        else
        {
            await next(context);
        }
    }
}
