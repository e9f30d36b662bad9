using System.Net;
using AdminPortal.Hosting.Memory;
using Microsoft.Extensions.Time.Testing;

namespace AdminPortal.Tests.Hosting.Memory;

/// <summary>The heap has nearly used up what the container grants it.</summary>
public sealed class ShortMemoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_is_opened_where_memory_is_short_and_all_else_is_answered()
    {
        await using var app = await HostedApp.StartAsync(Cancellation);
        app.MemoryUsed = 0.9;

        using var refused = await app.Public.GetAsync(new Uri(HostedApp.Component, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter?.Delta);
        Assert.Contains("short of memory", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        using var other = await app.Public.GetAsync(new Uri(HostedApp.Caller, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Pages_are_opened_again_as_soon_as_there_is_memory()
    {
        await using var app = await HostedApp.StartAsync(Cancellation);
        app.MemoryUsed = 0.9;
        using var refused = await app.Public.GetAsync(new Uri(HostedApp.Component, UriKind.Relative), Cancellation);
        app.MemoryUsed = 0.5;

        using var opened = await app.Public.GetAsync(new Uri(HostedApp.Component, UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Fact]
    public void Garbage_that_nobody_needed_to_collect_is_no_shortage()
    {
        var clock = new FakeTimeProvider();
        var readings = new Queue<double>([0.9, 0.4]);
        var shortage = new MemoryShortage(clock, readings.Dequeue);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.False(shortage.IsHere());
        Assert.Empty(readings);
    }

    [Fact]
    public void The_share_that_is_used_is_that_of_the_grant()
    {
        Assert.InRange(MemoryShortage.ShareOfTheHeap(), double.Epsilon, 1);
    }
}
