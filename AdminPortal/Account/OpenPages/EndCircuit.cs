using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace AdminPortal.Account.OpenPages;

/// <summary>
/// Ends a page's code on the server as a browser does that closes the page: by a post to the framework's own endpoint, for it offers no other
/// way. A circuit that has ended already is nothing to it.
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
