namespace AdminPortal.Hosting.Listeners;

/// <summary>
/// Answers 404 for endpoints of the other listener. Only the port the connection arrived at decides: the Host header is controlled by the
/// caller. Runs right after routing; an endpoint that leaves the pipeline in routing itself (<c>ShortCircuit()</c>) would bypass it, so
/// none may.
/// </summary>
internal sealed class ListenerSeparation(RequestDelegate next, ListenAddresses listeners)
{
    private readonly int _managementPort = listeners.ManagementPort;

    public Task InvokeAsync(HttpContext context)
    {
        var onManagement = context.Connection.LocalPort == _managementPort;
        var endpoint = context.GetEndpoint();
        var ofManagement = endpoint?.Metadata.GetMetadata<ManagementListener>() is not null;
        if (onManagement == ofManagement)
        {
            return next(context);
        }

        context.SetEndpoint(null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
