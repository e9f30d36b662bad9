using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.TokenService;

public sealed class LastUsedMarksTests
{
    [Fact]
    public async Task The_last_use_is_written_at_the_latest_when_the_program_stops_and_changes_no_version()
    {
        await using var host = await DomainHost.StartAsync();
        var (id, marks) = (await AddClientAsync(host), host.Get<LastUsedMarks>());
        var client = await host.Get<ClientDirectory>().FindAsync(id, DomainHost.Cancellation);
        var version = (await host.Get<GetApiClient>().ExecuteAsync(id, host.Auditor, DomainHost.Cancellation)).Value.Version;
        marks.Note(new AuthenticatedClient(client!, client!.Secrets[0].Id), "192.0.2.1");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        marks.Note(new AuthenticatedClient(client, client.Secrets[0].Id), "192.0.2.2");

        await host.Get<IssuanceJournal>().StopAsync(DomainHost.Cancellation);

        await using var db = await host.ReadAsync();
        var stored = await db.ApiClients.Include(c => c.StoredSecrets).SingleAsync(DomainHost.Cancellation);
        Assert.Equal((host.Clock.GetUtcNow(), "192.0.2.2", version), (stored.LastUsedAt, stored.LastUsedFrom, stored.Version));
        Assert.Equal((host.Clock.GetUtcNow(), "192.0.2.2"), (stored.Secrets.All[0].LastUsedAt, stored.Secrets.All[0].LastUsedFrom));
    }

    [Fact]
    public async Task Marks_that_cannot_be_written_stop_nobody()
    {
        await using var host = await DomainHost.StartAsync();
        var (id, marks) = (await AddClientAsync(host), host.Get<LastUsedMarks>());
        var client = await host.Get<ClientDirectory>().FindAsync(id, DomainHost.Cancellation);
        await host.Get<DeleteApiClient>().ExecuteAsync(id, host.Superuser, DomainHost.Cancellation);

        marks.Note(new AuthenticatedClient(client!, client!.Secrets[0].Id), null);

        await host.Get<IssuanceJournal>().FlushAsync();
    }

    private static Task<ClientId> AddClientAsync(DomainHost host) => host.AddClientAsync(
        new ApiClientDetails { Name = "Billing sync" }, new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default));
}
