namespace AdminPortal.Hosting.Listeners;

// This room owns the two listeners and which endpoint is served on which. It protects health and metrics from the public. It must never
// trust the Host header about where a request came in.

/// <summary>Marks an endpoint that is served on the management listener, and only there.</summary>
public sealed class ManagementListener
{
    internal static ManagementListener Mark { get; } = new();
}

/// <summary>The extension that moves an endpoint to the management listener.</summary>
public static class ManagementListenerExtensions
{
    public static TBuilder ServedOnManagementListener<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(ManagementListener.Mark);
}
