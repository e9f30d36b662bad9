using System.Data.Common;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.TokenService;

public sealed class ClientDirectoryTests
{
    [Fact]
    public async Task A_copy_is_read_once_and_dropped_before_a_change_returns()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" });
        var directory = host.Get<ClientDirectory>();

        var first = await directory.FindAsync(id, DomainHost.Cancellation);
        Assert.Same(first, await directory.FindAsync(id, DomainHost.Cancellation));
        await host.Get<UpdateApiClient>().ExecuteAsync(
            new(id, 1, new ApiClientDetails { Name = "Billing sync", IsActive = false }), host.Superuser, DomainHost.Cancellation);

        Assert.Equal(ClientStatus.Inactive, (await directory.FindAsync(id, DomainHost.Cancellation))?.Status);
        await host.Get<DeleteApiClient>().ExecuteAsync(id, host.Superuser, DomainHost.Cancellation);
        Assert.Null(await directory.FindAsync(id, DomainHost.Cancellation));
    }

    [Fact]
    public async Task A_copy_that_raced_a_change_is_not_kept()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" });
        var directory = host.Get<ClientDirectory>();
        for (var version = 1; version <= 30; version++)
        {
            var change = new ApiClientDetails { Name = "Billing sync", AccessTokenLifetime = $"{version}" };
            var readers = Enumerable.Range(0, 8).Select(_ => Task.Run(() => directory.FindAsync(id, DomainHost.Cancellation).AsTask())).ToList();
            await host.Get<UpdateApiClient>().ExecuteAsync(new(id, version, change), host.Superuser, DomainHost.Cancellation);

            Assert.Equal(version, (await directory.FindAsync(id, DomainHost.Cancellation))?.AccessTokenLifetime.Minutes);
            await Task.WhenAll(readers);
            Assert.Equal(version, (await directory.FindAsync(id, DomainHost.Cancellation))?.AccessTokenLifetime.Minutes);
        }
    }

    [Fact]
    public async Task That_an_id_is_unknown_is_remembered_for_seconds_only()
    {
        await using var host = await DomainHost.StartAsync();
        var directory = host.Get<ClientDirectory>();
        var (id, other) = (ClientId.Generate(), await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" }));
        Assert.Null(await directory.FindAsync(id, DomainHost.Cancellation));

        await using var elsewhere = await host.ReadAsync();
        await elsewhere.Database.ExecuteSqlAsync($"UPDATE \"ApiClients\" SET \"Id\" = {id.Value} WHERE \"Id\" = {other.Value}", DomainHost.Cancellation);

        Assert.Null(await directory.FindAsync(id, DomainHost.Cancellation));
        host.Clock.Advance(ClientDirectory.Freshness + TimeSpan.FromMilliseconds(1));
        Assert.Equal(id, (await directory.FindAsync(id, DomainHost.Cancellation))?.Id);
    }

    [Fact]
    public async Task A_flood_of_made_up_ids_neither_grows_the_directory_nor_pushes_out_a_client()
    {
        await using var host = await DomainHost.StartAsync();
        var directory = new ClientDirectory(
            host.Get<IClientStore>(), host.Get<CatalogueDirectory>(), host.Get<ChangeFeed>(), host.Get<PortalMetrics>(), host.Clock)
        { Capacity = 50 };
        var client = await directory.FindAsync(await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" }), DomainHost.Cancellation);

        for (var number = 0; number < 3 * directory.Capacity; number++)
        {
            await directory.FindAsync(ClientId.Generate(), DomainHost.Cancellation);
        }

        Assert.InRange(directory.Count, 1, directory.Capacity);
        Assert.Same(client, await directory.FindAsync(client!.Id, DomainHost.Cancellation));
    }

    [Fact]
    public async Task Made_up_ids_push_out_at_most_one_client_even_when_there_is_no_room_left()
    {
        await using var host = await DomainHost.StartAsync();
        var directory = new ClientDirectory(
            host.Get<IClientStore>(), host.Get<CatalogueDirectory>(), host.Get<ChangeFeed>(), host.Get<PortalMetrics>(), host.Clock)
        { Capacity = 3 };
        var clients = new List<ClientId>();
        foreach (var name in new[] { "One", "Two", "Three" })
        {
            clients.Add(await host.AddClientAsync(new ApiClientDetails { Name = name }));
            await directory.FindAsync(clients[^1], DomainHost.Cancellation);
        }

        for (var number = 0; number < 20; number++)
        {
            await directory.FindAsync(ClientId.Generate(), DomainHost.Cancellation);
        }

        using var lookUps = new Counted(host.Get<PortalMetrics>(), "adminportal.directory.lookups", "result");
        foreach (var id in clients)
        {
            await directory.FindAsync(id, DomainHost.Cancellation);
        }

        Assert.Equal((2, 1), (lookUps["hit"], lookUps["miss"]));
    }

    [Fact]
    public async Task A_read_that_failed_is_not_kept()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" });
        var directory = host.Get<ClientDirectory>();
        await ExecuteAsync(host, "ALTER TABLE \"ClientSecrets\" RENAME TO \"Elsewhere\"");
        await Assert.ThrowsAnyAsync<DbException>(() => directory.FindAsync(id, DomainHost.Cancellation).AsTask());

        await ExecuteAsync(host, "ALTER TABLE \"Elsewhere\" RENAME TO \"ClientSecrets\"");

        Assert.NotNull(await directory.FindAsync(id, DomainHost.Cancellation));
    }

    private static async Task ExecuteAsync(DomainHost host, string sql)
    {
        await using var change = await host.Get<PortalStore>().BeginChangeAsync(DomainHost.Cancellation);
        await change.Db.Database.ExecuteSqlRawAsync(sql, DomainHost.Cancellation);
        await change.CommitAsync(DomainHost.Cancellation);
    }
}
