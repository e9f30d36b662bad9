using AdminPortal.Hosting.Headers;
using AdminPortal.Hosting.Listeners;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace AdminPortal.Hosting;

/// <summary>
/// Two answers for the operator: is the process alive, and can it serve (every check tagged <see cref="ReadyTag"/>). A single word: details
/// go to the log, not to the response.
/// </summary>
public static class HealthEndpoints
{
    public const string ReadyTag = "ready";

    internal static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapChecks("/health/live", static _ => false);
        endpoints.MapChecks("/health/ready", static tags => tags.Contains(ReadyTag));
    }

    // Load balancers may use HTTP/1.0 without a Host header, so health leaves the pipeline before a host is required. Responses are never
    // cached: HealthCheckOptions sends no-store by default.
    private static void MapChecks(this IEndpointRouteBuilder endpoints, string path, Func<ISet<string>, bool> counts) =>
        endpoints.MapHealthChecks(path, new HealthCheckOptions { Predicate = check => counts(check.Tags) })
            .AllowAnonymous()
            .ServedOnManagementListener()
            .LeavesBeforeContentPolicy();
}
