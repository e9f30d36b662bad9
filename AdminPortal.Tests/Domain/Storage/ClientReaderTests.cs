using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Storage.Sqlite.ReadingClients;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.Storage;

public sealed class ClientReaderTests
{
    [Fact]
    public async Task A_hundred_at_once_are_read_by_a_few_connections_that_stay()
    {
        await using var host = await DomainHost.StartAsync();
        var reader = Assert.IsType<ClientReader>(host.Get<IClientStore>());
        ClientId[] ids =
        [
            await host.AddClientAsync(new ApiClientDetails { Name = "One", AccessTokenLifetime = "1" }),
            await host.AddClientAsync(new ApiClientDetails { Name = "Two", AccessTokenLifetime = "2" }),
        ];

        var before = OpenHandles(host.DatabaseFile);
        var read = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => reader.ReadAsync(ids[i % 2]))));

        Assert.All(read, (client, i) => Assert.Equal((i % 2) + 1, client?.AccessTokenLifetime.Minutes));
        Assert.InRange(OpenHandles(host.DatabaseFile) - before, 1, ClientReader.MostConnections);
    }

    // Each connection has one of its own.
    private static int OpenHandles(string file) =>
        Directory.EnumerateFileSystemEntries("/proc/self/fd").Count(handle => new FileInfo(handle).LinkTarget == file);
}
