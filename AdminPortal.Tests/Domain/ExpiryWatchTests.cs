using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain;

public sealed class ExpiryWatchTests
{
    [Fact]
    public async Task It_tells_how_soon_the_next_secret_of_an_active_client_and_the_signing_key_end()
    {
        await using var host = await DomainHost.StartAsync();
        var watch = host.Get<ExpiryWatch>();
        await watch.LookAsync(DomainHost.Cancellation);
        Assert.Equal(["signing_key"], watch.Days().Keys);

        await AddAsync(host, "Billing sync", isActive: true, days: 60);
        await AddAsync(host, "Reporting", isActive: true, days: 90);
        await AddAsync(host, "Switched off", isActive: false, days: 30);
        host.Clock.Advance(TimeSpan.FromDays(10));
        await watch.LookAsync(DomainHost.Cancellation);

        Assert.Equal(50, watch.Days()["secret"], tolerance: 0.01);
        Assert.Equal(80, watch.Days()["signing_key"], tolerance: 0.01);
    }

    private static Task<ClientId> AddAsync(DomainHost host, string name, bool isActive, int days) => host.AddClientAsync(
        new ApiClientDetails { Name = name, IsActive = isActive },
        new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Create($"{days}").Value));
}
