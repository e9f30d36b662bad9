using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.OAuth.Records;

/// <summary>A store that takes nothing: no token without a record, a word that the client understands, and no restart to recover.</summary>
public sealed class StoreTroubleTests
{
    private const int MaxRounds = 2_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_another_process_holds_the_store_requests_are_told_to_come_again()
    {
        await using var host = new OAuthHost();
        await host.InitializeAsync();
        var client = await host.AddClientAsync();
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);

        var refused = await WhileLockedAsync(host, () => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.PostAsync(client.Form()))));

        Assert.All(refused, answer => answer.IsRefused(503, "temporarily_unavailable", "The service cannot answer now; try again later."));
        Assert.All(refused, answer => Assert.Equal("5", answer.Headers["Retry-After"]));
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);
        await using var db = await host.Get<PortalStore>().ReadAsync(Cancellation);
        Assert.Equal(2, await db.IssuedTokens.CountAsync(token => token.ClientId == client.Id, Cancellation));
    }

    [Fact]
    public async Task On_a_full_disk_no_token_leaves_without_a_record_and_room_is_all_that_it_takes_to_go_on()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 8);
        await using var portal = await PortalProcess.StartAsync(Cancellation, ("Portal:DataDirectory", Path.Combine(disk.FullPath, "data")));
        await using var store = await StoreBeside.OpenAsync(Path.Combine(disk.FullPath, "data"));
        var (clientId, secrets) = await store.AddClientAsync("Billing sync", validDays: 90);
        using var caller = new TokenCaller(portal.PublicUrl, clientId.Value, secrets[0]);
        Assert.Equal(200, (await caller.PostAsync()).Status);

        disk.Fill();
        var onFullDisk = new List<TokenAnswer>();
        for (var round = 0; round < MaxRounds && onFullDisk.Count(answer => answer.Status == 503) < 50; round++)
        {
            onFullDisk.AddRange(await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => caller.PostAsync())));
        }

        Assert.Contains(onFullDisk, answer => answer.Status == 503);
        disk.MakeRoom();
        Assert.Equal(200, (await caller.PostAsync()).Status);
        Assert.All(onFullDisk, answer => Assert.Contains(answer.Status, new[] { 200, 503 }));
        Assert.All(onFullDisk.Where(answer => answer.Status == 503), answer => Assert.Equal("5", answer.Headers["Retry-After"]));
        Assert.Empty(await caller.MissingRecordsAsync(Path.Combine(disk.FullPath, "data", "portal.db")));
    }

    private static async Task<T> WhileLockedAsync<T>(OAuthHost host, Func<Task<T>> action)
    {
        await using var other = new SqliteConnection(
            $"Data Source={host.Files.Single(file => file.EndsWith("portal.db", StringComparison.Ordinal))};Pooling=False");
        await other.OpenAsync(Cancellation);
        await using var transaction = other.BeginTransaction(deferred: false);
        return await action();
    }
}
