using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenService;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.TokenService;

public sealed class CatalogueDirectoryTests
{
    private const string Audience = "https://new.example";

    [Fact]
    public async Task A_changed_catalogue_is_known_before_the_change_returns()
    {
        await using var host = await DomainHost.StartAsync();
        var directory = host.Get<CatalogueDirectory>();
        var before = await directory.CurrentAsync(DomainHost.Cancellation);
        Assert.Same(before, await directory.CurrentAsync(DomainHost.Cancellation));

        await using (var change = await host.Get<PortalStore>().BeginChangeAsync(DomainHost.Cancellation))
        {
            change.Db.ResourceServers.Add(ResourceServer.Create(new("New", "New", "", Audience, IsDefault: false, [])));
            await change.CommitAsync(DomainHost.Cancellation);
        }

        Assert.Null(before.Find(Audience));
        Assert.Equal(Audience, (await directory.CurrentAsync(DomainHost.Cancellation)).Find(Audience + "/"));
    }
}
