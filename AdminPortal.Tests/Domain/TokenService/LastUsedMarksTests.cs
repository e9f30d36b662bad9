using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.Rules.Authentication;
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

    [Fact]
    public async Task A_client_shows_its_latest_use_in_whichever_order_the_marks_of_its_credentials_come()
    {
        await using var host = await DomainHost.StartAsync();
        var marks = host.Get<LastUsedMarks>();
        var client = await host.Get<ClientDirectory>().FindAsync(await AddClientAsync(host), DomainHost.Cancellation);
        var (bySecret, byPublishedKey) = (new AuthenticatedClient(client!, client!.Secrets[0].Id), new AuthenticatedClient(client, null));
        marks.Note(bySecret, "192.0.2.1");
        marks.Note(byPublishedKey, "192.0.2.2");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        marks.Note(bySecret, "192.0.2.3");

        await host.Get<IssuanceJournal>().FlushAsync();

        await using var db = await host.ReadAsync();
        var stored = await db.ApiClients.SingleAsync(DomainHost.Cancellation);
        Assert.Equal((host.Clock.GetUtcNow(), "192.0.2.3"), (stored.LastUsedAt, stored.LastUsedFrom));
    }

    [Fact]
    public async Task Marks_are_taken_in_the_order_in_which_they_began_to_wait_each_as_it_is_by_then()
    {
        await using var host = await DomainHost.StartAsync();
        var marks = new LastUsedMarks(host.Clock);
        var client = await host.Get<ClientDirectory>().FindAsync(await AddClientAsync(host), DomainHost.Cancellation);
        var users = Enumerable.Range(0, 3).Select(_ => new AuthenticatedClient(client!, Guid.NewGuid())).ToList();
        users.ForEach(user => marks.Note(user, "192.0.2.1"));
        marks.Note(users[0], "192.0.2.9");

        var taken = marks.Take(2);
        marks.Note(users[0], "192.0.2.10");

        Assert.Equal([(users[0].CredentialId, "192.0.2.9"), (users[1].CredentialId, "192.0.2.1")], taken.Select(mark => (mark.CredentialId, mark.Source)));
        Assert.Equal([users[2].CredentialId, users[0].CredentialId], marks.Take(9).Select(mark => mark.CredentialId));
    }

    private static Task<ClientId> AddClientAsync(DomainHost host) => host.AddClientAsync(
        new ApiClientDetails { Name = "Billing sync" }, new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default));
}
