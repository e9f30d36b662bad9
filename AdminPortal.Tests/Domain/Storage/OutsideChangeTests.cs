using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Outside;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using AdminPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdminPortal.Tests.Domain.Storage;

/// <summary>What another process commits beside the portal is in force in it after one look.</summary>
public sealed class OutsideChangeTests
{
    [Fact]
    public async Task A_change_from_outside_drops_every_copy_at_the_next_look()
    {
        await using var host = await DomainHost.StartAsync();
        await using var beside = await StoreBeside.OpenAsync(Path.GetDirectoryName(host.DatabaseFile)!);
        using var watch = WatchOf(host);
        watch.Look();
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync", Description = "Before" });
        var held = await FindAsync(host, id);

        await beside.DescribeAsync(id, "After");
        Assert.Same(held, await FindAsync(host, id));
        watch.Look();

        Assert.NotSame(held, await FindAsync(host, id));
    }

    [Fact]
    public async Task What_the_portal_commits_itself_is_no_change_from_outside()
    {
        await using var host = await DomainHost.StartAsync();
        using var watch = WatchOf(host);
        watch.Look();
        var told = 0;
        host.Get<ChangeFeed>().OnCatalogueChanged(() => told++);

        await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" });
        watch.Look();

        Assert.Equal(0, told);
    }

    [Fact]
    public async Task A_running_portal_looks_by_itself()
    {
        await using var host = await DomainHost.StartAsync();
        await using var beside = await StoreBeside.OpenAsync(Path.GetDirectoryName(host.DatabaseFile)!);
        using var watch = WatchOf(host);
        await watch.StartAsync(DomainHost.Cancellation);
        var told = new TaskCompletionSource();
        using var listening = host.Get<ChangeFeed>().OnSessionsEnded(() => told.TrySetResult());

        await beside.AddClientAsync("Billing sync");

        await told.Task.WaitAsync(TimeSpan.FromMinutes(1), DomainHost.Cancellation);
        await watch.StopAsync(DomainHost.Cancellation);
    }

    private static OutsideChangeWatch WatchOf(DomainHost host) => host.Services.GetServices<IHostedService>().OfType<OutsideChangeWatch>().Single();

    private static async Task<ClientSnapshot?> FindAsync(DomainHost host, ClientId id) =>
        await host.Get<ClientDirectory>().FindAsync(id, DomainHost.Cancellation);
}
