using AdminPortal.Account.FirstRun;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;

namespace AdminPortal.Account.SignIn;

/// <summary>
/// A form of an earlier identity: the person has signed in or out in another tab since it was opened, so its antiforgery token is no longer
/// theirs. It is not obeyed; they get a new one that says so. What another site sent stays refused.
/// </summary>
internal sealed class OutdatedForms(RequestDelegate next)
{
    public const string Mark = "outdated";

    public Task InvokeAsync(HttpContext context)
    {
        var page = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        // The page about a refused form is read, and passes here too.
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

        // Left to the framework, the answer would be empty: it names a content type, and a page about the status is for those without one.
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
