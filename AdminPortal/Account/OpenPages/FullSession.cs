using AdminPortal.Account.Sessions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Diagnostics;

namespace AdminPortal.Account.OpenPages;

/// <summary>
/// Shows a page saying that a session has too many pages open, because another one would get no circuit and would not respond.
/// </summary>
internal sealed class FullSession(RequestDelegate next, SessionPages pages)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsForPage(context) || SessionPrincipal.SessionOf(context.User) is not { } session || !pages.IsFull(session.Id))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Task.CompletedTask;
    }

    private static bool IsForPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        && context.Features.Get<IStatusCodeReExecuteFeature>() is null
        && context.AcceptsInteractiveRouting();
}
