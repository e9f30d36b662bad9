using AdminPortal.Account.FirstRun;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;

namespace AdminPortal.Account.SignIn;

/// <summary>
/// A form of an earlier identity: the person has signed in or out in another tab since it was opened, so its antiforgery token no longer
/// matches. It is not processed; they get a new form that says so. A form from another site is still refused (CSRF).
/// </summary>
internal sealed class OutdatedForms(RequestDelegate next)
{
    public const string Mark = "outdated";

    public Task InvokeAsync(HttpContext context)
    {
        var page = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        // The page about a refused form is a GET, and passes here too.
        if (page is null || !HttpMethods.IsPost(context.Request.Method) || context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        if (OwnForm.Is(context.Request) && (page == typeof(SignInPage) || page == typeof(SetupPage)))
        {
            var query = context.Request.Query.Where(pair => pair.Key != Mark);
            context.Response.Redirect($"{context.Request.Path}{QueryString.Create(query).Add(Mark, "true")}");
            return Task.CompletedTask;
        }

        // Left to the framework, the response would be empty: it sets a content type, and status pages are only for responses without one.
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
