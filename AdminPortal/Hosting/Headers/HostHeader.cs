namespace AdminPortal.Hosting.Headers;

/// <summary>Refuses a Host header that no address can be made of, for pages make addresses of it.</summary>
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
