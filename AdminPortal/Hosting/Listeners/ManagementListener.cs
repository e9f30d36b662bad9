namespace AdminPortal.Hosting.Listeners;

/// <summary>Marks an endpoint that is served on the management listener, and only there.</summary>
public sealed class ManagementListener
{
    internal static ManagementListener Mark { get; } = new();
}

/// <summary>The word by which an endpoint moves to the management listener.</summary>
public static class ManagementListenerExtensions
{
    public static TBuilder ServedOnManagementListener<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(ManagementListener.Mark);
}
