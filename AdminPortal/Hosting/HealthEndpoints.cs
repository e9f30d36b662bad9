using AdminPortal.Hosting.Headers;
using AdminPortal.Hosting.Listeners;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace AdminPortal.Hosting;

/// <summary>
/// Two answers for whoever runs the machine: is the process alive, and can it serve (every check tagged
/// <see cref="ReadyTag"/>). One word of text: what is wrong stands in the log, not on the wire.
/// </summary>
public static class HealthEndpoints
{
    public const string ReadyTag = "ready";

    internal static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapChecks("/health/live", static _ => false);
        endpoints.MapChecks("/health/ready", static tags => tags.Contains(ReadyTag));
    }

    // Load balancers ask in HTTP/1.0 and name no host, so health leaves before a host is wanted.
    // Answers are never cached: HealthCheckOptions sends no-store unless told otherwise.
    private static void MapChecks(this IEndpointRouteBuilder endpoints, string path, Func<ISet<string>, bool> counts) =>
        endpoints.MapHealthChecks(path, new HealthCheckOptions { Predicate = check => counts(check.Tags) })
            .AllowAnonymous()
            .ServedOnManagementListener()
            .LeavesBeforeContentPolicy();
}
