namespace AdminPortal.Hosting.Connections;

/// <summary>Tells a connection that a request of its is under way: the ones without are the first to go when there are too many.</summary>
internal sealed class RequestsUnderWay(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<OpenConnection>() is { } connection ? RunAsync(context, connection) : next(context);

    private async Task RunAsync(HttpContext context, OpenConnection connection)
    {
        connection.BeginRequest();
        try
        {
            await next(context);
        }
        finally
        {
            connection.EndRequest();
        }
    }
}
