using System.Text;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Expiry;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
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

    [Fact]
    public async Task It_tells_how_soon_the_next_certificate_of_an_active_client_ends_and_of_a_bare_key_nothing()
    {
        await using var host = await DomainHost.StartAsync();
        var now = host.Clock.GetUtcNow();
        await AddKeyAsync(host, "Bare", isActive: true, KeyPairs.P256.ExportSubjectPublicKeyInfoPem());
        await AddKeyAsync(host, "Billing sync", isActive: true, PemFiles.Certificate(now.AddDays(-1), now.AddDays(40)).ExportCertificatePem());
        await AddKeyAsync(host, "Reporting", isActive: true, PemFiles.Certificate(now.AddDays(-1), now.AddDays(50)).ExportCertificatePem());
        await AddKeyAsync(host, "Switched off", isActive: false, PemFiles.Certificate(now.AddDays(-1), now.AddDays(20)).ExportCertificatePem());
        var watch = host.Get<ExpiryWatch>();

        await watch.LookAsync(DomainHost.Cancellation);
        Assert.Equal(40, watch.Days()["certificate"], tolerance: 0.01);

        host.Clock.Advance(TimeSpan.FromDays(41));
        await watch.LookAsync(DomainHost.Cancellation);
        Assert.Equal(9, watch.Days()["certificate"], tolerance: 0.01);
    }

    private static async Task AddKeyAsync(DomainHost host, string name, bool isActive, string pem)
    {
        var id = await host.AddClientAsync(new ApiClientDetails { Name = name, IsActive = isActive });
        var read = PemPublicKeyReader.Read(Encoding.ASCII.GetBytes(pem), host.Clock.GetUtcNow()).Value;
        await host.Get<AddClientPublicKeys>().ExecuteAsync(
            id, [new NewPublicKey(PublicKeyName.Create("Key 1").Value, read[0])], host.Superuser, DomainHost.Cancellation);
    }

    private static Task<ClientId> AddAsync(DomainHost host, string name, bool isActive, int days) => host.AddClientAsync(
        new ApiClientDetails { Name = name, IsActive = isActive },
        new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Create($"{days}").Value));
}
