using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace AdminPortal.Account.OpenPages;

/// <summary>
/// Ends a page's circuit the way a closing browser does: by a post to the framework's own endpoint, the only way it offers. A circuit that
/// has already ended is ignored.
/// </summary>
internal sealed class EndCircuit(EndpointDataSource endpoints, IServiceScopeFactory scopes)
{
    private const string Door = "/_blazor/disconnect";
    private const string CircuitId = "circuitId";

    public async Task ExecuteAsync(string circuit)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Method = HttpMethods.Post;
        context.Features.Set<IFormFeature>(new FormFeature(
            new FormCollection(new Dictionary<string, StringValues>(StringComparer.Ordinal) { [CircuitId] = circuit })));
        await FindDoor().RequestDelegate!(context);
    }

    private RouteEndpoint FindDoor() => endpoints.Endpoints
        .OfType<RouteEndpoint>()
        .First(endpoint => endpoint.RoutePattern.RawText?.TrimEnd('/').Equals(Door, StringComparison.OrdinalIgnoreCase) is true);
}
