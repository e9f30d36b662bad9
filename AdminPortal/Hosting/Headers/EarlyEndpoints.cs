using Microsoft.AspNetCore.Authorization;

namespace AdminPortal.Hosting.Headers;

/// <summary>Marks an endpoint for programs: it runs before content policy, cookies and authorization.</summary>
public sealed class EarlyEndpoint
{
    internal static EarlyEndpoint Mark { get; } = new();
}

/// <summary>Extensions that mark an endpoint to leave the pipeline early, and the middleware where it does.</summary>
public static class EarlyEndpointExtensions
{
    /// <summary>
    /// For endpoints that authenticate their callers themselves. Requiring authorization as well is a mistake that would
    /// open the endpoint to everyone, so it fails when the endpoint is built.
    /// </summary>
    public static TBuilder LeavesBeforeContentPolicy<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.WithMetadata(EarlyEndpoint.Mark);
        endpoint.Finally(static built =>
        {
            if (built.Metadata.OfType<IAuthorizeData>().Any())
            {
                throw new InvalidOperationException($"{built.DisplayName} runs before authorization and cannot require it.");
            }
        });
        return endpoint;
    }

    internal static IApplicationBuilder UseEarlyEndpoints(this IApplicationBuilder app) => app.Use(static next => context =>
        context.GetEndpoint() is { RequestDelegate: { } run } endpoint && endpoint.Metadata.GetMetadata<EarlyEndpoint>() is not null
            ? run(context)
            : next(context));
}
