using System.Reflection;
using AdminPortal.Domain;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Architecture;

/// <summary>A log is searched by the numbers of its events, so each number is one event's.</summary>
public sealed class LogEventTests
{
    private static IReadOnlyList<(string Name, int Id)> Events { get; } =
    [
        .. new[] { typeof(PortalError).Assembly, typeof(Program).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => (Method: method, Event: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(found => found.Event is not null)
            .Select(found => ($"{found.Method.DeclaringType!.Name}.{found.Method.Name}", found.Event!.EventId)),
    ];

    [Fact]
    public void Every_event_of_the_log_has_a_number_of_its_own()
    {
        Assert.NotEmpty(Events);
        Assert.Empty(Events
            .GroupBy(one => one.Id)
            .Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(one => one.Name))}"));
    }

    [Fact]
    public void Every_event_of_the_log_is_numbered_by_hand() => Assert.DoesNotContain(Events, one => one.Id <= 0);
}
