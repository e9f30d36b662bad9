using AdminPortal.Account.SignIn;
using AdminPortal.Domain.Administrators.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminPortal.Account.Sessions;

/// <summary>The account menu's "Sign out".</summary>
internal static class SignOutEndpoint
{
    // Anonymous: a person whose session has already ended must not have to sign in in order to sign out.
    public static void MapSignOut(this IEndpointRouteBuilder endpoints) => endpoints.MapPost("/sign-out", SignOutAsync).AllowAnonymous();

    private static async Task<Results<RedirectHttpResult, BadRequest>> SignOutAsync(
        HttpContext context, IAntiforgery antiforgery, SignOutAdministrator signOut)
    {
        if (SessionPrincipal.SessionOf(context.User) is { } session)
        {
            // Sent from one of our pages that was opened under an earlier identity: the person wants to be signed out of this browser.
            if (!OwnForm.Is(context.Request) && !await antiforgery.IsRequestValidAsync(context))
            {
                return TypedResults.BadRequest();
            }

            await signOut.ExecuteAsync(session, SessionPrincipal.ActorOf(context.User), context.RequestAborted);
            await context.SignOutAsync();
        }

        return TypedResults.Redirect(SessionEvents.SignInPath);
    }
}
