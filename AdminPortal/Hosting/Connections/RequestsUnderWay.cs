namespace AdminPortal.Hosting.Connections;

/// <summary>Marks a connection as having a request in progress: those without are the first to be closed when there are too many.</summary>
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
