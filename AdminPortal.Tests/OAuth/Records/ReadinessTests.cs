using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Sqlite;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.OAuth.Records;

/// <summary>Ready is who can write: a load balancer must not send token requests to a store that takes no records.</summary>
public sealed class ReadinessTests
{
    private const int MaxRounds = 2_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_writers_gate_does_not_open_the_program_says_that_it_is_not_ready()
    {
        await using var host = new OAuthHost();
        await host.InitializeAsync();
        using var management = new HttpClient { BaseAddress = host.ManagementUrl };
        Assert.Equal(200, await ReadyAsync(management));
        host.Clock.Advance(StoreReadiness.GoodFor);

        using (await host.Get<WriterGate>().EnterAsync(Cancellation))
        {
            Assert.Equal(503, await ReadyAsync(management));
        }

        await ComesAsync(management, 200);
    }

    [Fact]
    public async Task However_often_it_is_asked_the_store_is_written_once_in_a_few_seconds()
    {
        await using var host = new OAuthHost();
        await host.InitializeAsync();
        // No more at a time than the listener's share of connections.
        using var management = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 8 }) { BaseAddress = host.ManagementUrl };

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ReadyAsync(management))), status => Assert.Equal(200, status));
        Assert.Equal(1, await WritesAsync(host));
        host.Clock.Advance(StoreReadiness.GoodFor);
        Assert.Equal(200, await ReadyAsync(management));
        Assert.Equal(2, await WritesAsync(host));
    }

    [Fact]
    public async Task On_a_full_disk_the_program_says_that_it_is_not_ready_until_there_is_room()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 8);
        await using var portal = await PortalProcess.StartAsync(Cancellation, ("Portal:DataDirectory", Path.Combine(disk.FullPath, "data")));
        await using var store = await StoreBeside.OpenAsync(Path.Combine(disk.FullPath, "data"));
        var (clientId, secrets) = await store.AddClientAsync("Billing sync", validDays: 90);
        using var caller = new TokenCaller(portal.PublicUrl, clientId.Value, secrets[0]);
        using var management = new HttpClient { BaseAddress = portal.ManagementUrl };
        Assert.Equal(200, await ReadyAsync(management));

        disk.Fill();
        for (var round = 0; round < MaxRounds && (await caller.PostAsync()).Status == 200; round++)
        {
            // Until the room that the log still had is used up.
        }

        await ComesAsync(management, 503);
        disk.MakeRoom();
        await ComesAsync(management, 200);
    }

    private static async Task<int> ReadyAsync(HttpClient management)
    {
        using var answer = await management.GetAsync("/health/ready", Cancellation);
        return (int)answer.StatusCode;
    }

    private static Task ComesAsync(HttpClient management, int status) => Eventually.HoldsAsync(async () => await ReadyAsync(management) == status);

    private static async Task<long> WritesAsync(OAuthHost host)
    {
        await using var db = await host.Get<PortalStore>().ReadAsync(Cancellation);
        return await db.Set<StoreProbe>().Select(probe => probe.Writes).SingleAsync(Cancellation);
    }
}
