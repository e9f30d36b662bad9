using System.Globalization;
using Microsoft.AspNetCore.Components.Endpoints;

namespace AdminPortal.Hosting.Memory;

/// <summary>
/// An open page takes more than a megabyte for hours: when memory is short, no new one is opened, and tokens are still issued.
/// </summary>
internal sealed class NoPageWithoutMemory(RequestDelegate next, MemoryShortage shortage)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null || !shortage.IsHere())
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = Pause.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsync(
            "The portal is short of memory and cannot open more pages at the moment. Try again in a minute.",
            context.RequestAborted);
    }
}
