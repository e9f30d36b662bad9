namespace AdminPortal.Hosting.Headers;

/// <summary>Refuses a Host header that cannot be part of a URL, because pages build URLs from it.</summary>
internal sealed class HostHeader(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (Uri.TryCreate($"{context.Request.Scheme}://{context.Request.Host}/", UriKind.Absolute, out _))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
