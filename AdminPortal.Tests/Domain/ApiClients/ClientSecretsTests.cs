using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.ApiClients;

public sealed class ClientSecretsTests
{
    private static CancellationToken Cancellation => DomainHost.Cancellation;

    [Fact]
    public async Task A_third_secret_replaces_the_most_recent_one()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" }, Pending(), Pending());
        var before = await SecretsAsync(host, id);

        var added = await host.Get<AddClientSecret>().ExecuteAsync(
            new AddClientSecretCommand(id, Pending(), DeleteFirst: null, Displaces: before[1].Id), host.Superuser, Cancellation);

        Assert.Equal(2, added.Value.Secrets.Count);
        Assert.Equal(before[0].Id, added.Value.Secrets[0].Id);
        Assert.DoesNotContain(before[1].Id, added.Value.Secrets.Select(secret => secret.Id));
    }

    [Fact]
    public async Task The_safer_order_deletes_the_older_one_first()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" }, Pending(), Pending());
        var before = await SecretsAsync(host, id);

        var added = await host.Get<AddClientSecret>().ExecuteAsync(
            new AddClientSecretCommand(id, Pending(), DeleteFirst: before[0].Id, Displaces: null), host.Superuser, Cancellation);

        Assert.Equal(before[1].Id, added.Value.Secrets[0].Id);
        Assert.Equal(2, added.Value.Secrets.Count);
    }

    [Fact]
    public async Task Nothing_is_stored_when_the_secrets_are_not_those_the_person_saw()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" }, Pending(), Pending());
        var before = await SecretsAsync(host, id);

        var refused = await host.Get<AddClientSecret>().ExecuteAsync(
            new AddClientSecretCommand(id, Pending(), DeleteFirst: null, Displaces: null), host.Superuser, Cancellation);

        Assert.Equal([ApiClientErrors.SecretsChanged], refused.Errors);
        Assert.Equal(before, await SecretsAsync(host, id));
    }

    [Fact]
    public async Task Twenty_administrators_adding_a_third_secret_at_once_leave_exactly_two()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" }, Pending(), Pending());
        var before = await SecretsAsync(host, id);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.Get<AddClientSecret>().ExecuteAsync(
            new AddClientSecretCommand(id, Pending(), DeleteFirst: null, Displaces: before[1].Id), host.Superuser, Cancellation))));

        Assert.Single(results, result => result.IsSuccess);
        Assert.All(results.Where(result => !result.IsSuccess), result => Assert.Equal([ApiClientErrors.SecretsChanged], result.Errors));
        var after = await SecretsAsync(host, id);
        Assert.Equal(2, after.Count);
        Assert.Equal(before[0].Id, after[0].Id);
    }

    [Fact]
    public async Task Twenty_administrators_adding_a_first_secret_at_once_leave_at_most_two()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.Get<AddClientSecret>().ExecuteAsync(
            new AddClientSecretCommand(id, Pending(), DeleteFirst: null, Displaces: null), host.Superuser, Cancellation))));

        Assert.Equal(2, (await SecretsAsync(host, id)).Count);
    }

    [Fact]
    public async Task Two_secrets_of_one_instant_still_have_an_order()
    {
        await using var host = await DomainHost.StartAsync();
        var (first, second) = (Pending(), Pending());
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" }, first, second);

        Assert.Equal([first.Secret.Hint, second.Secret.Hint], (await SecretsAsync(host, id)).Select(secret => secret.Hint));
    }

    [Fact]
    public async Task A_third_secret_is_refused_while_a_client_is_added()
    {
        await using var host = await DomainHost.StartAsync();

        var added = await host.Get<AddApiClient>().ExecuteAsync(
            new AddApiClientCommand(new ApiClientDetails { Name = "Billing sync" }, [Pending(), Pending(), Pending()]), host.Superuser, Cancellation);

        Assert.Equal([ApiClientErrors.TooManySecrets], added.Errors);
    }

    [Fact]
    public async Task Deleting_a_secret_twice_is_fine_and_is_recorded_once()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" }, Pending());
        var secret = Assert.Single(await SecretsAsync(host, id));

        var first = await host.Get<DeleteClientSecret>().ExecuteAsync(id, secret.Id, host.Superuser, Cancellation);
        var second = await host.Get<DeleteClientSecret>().ExecuteAsync(id, secret.Id, host.Superuser, Cancellation);

        Assert.Empty(first.Value.Secrets);
        Assert.Equal(first.Value.Version, second.Value.Version);
        await using var db = await host.ReadAsync();
        Assert.Equal(1, await db.AuditEntries.CountAsync(entry => entry.Action == "Update" && entry.ActorName == "superuser", Cancellation));
    }

    [Fact]
    public async Task The_secret_of_another_client_cannot_be_reached_by_way_of_ones_own()
    {
        await using var host = await DomainHost.StartAsync();
        var own = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" }, Pending());
        var other = await host.AddClientAsync(new ApiClientDetails { Name = "Reports" }, Pending(), Pending());
        var (kept, foreign) = (await SecretsAsync(host, own), await SecretsAsync(host, other));

        foreach (var (deleteFirst, displaces) in new (Guid?, Guid?)[] { (foreign[0].Id, null), (null, foreign[1].Id) })
        {
            var added = await host.Get<AddClientSecret>().ExecuteAsync(
                new AddClientSecretCommand(own, Pending(), deleteFirst, displaces), host.Superuser, Cancellation);
            Assert.Equal([ApiClientErrors.SecretsChanged], added.Errors);
        }

        await host.Get<DeleteClientSecret>().ExecuteAsync(own, foreign[0].Id, host.Superuser, Cancellation);

        Assert.Equal(kept, await SecretsAsync(host, own));
        Assert.Equal(foreign, await SecretsAsync(host, other));
    }

    [Fact]
    public async Task The_store_and_the_audit_trail_hold_no_secret_in_the_clear()
    {
        await using var host = await DomainHost.StartAsync();
        var secret = PlaintextSecret.Generate();
        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" }, new PendingSecret(secret.Hash(), SecretValidity.Default));
        await host.Get<DeleteApiClient>().ExecuteAsync(id, host.Superuser, Cancellation);

        foreach (var file in DataFiles.In(Path.GetDirectoryName(host.DatabaseFile)!))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(secret.Reveal()[20..], await reader.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    private static PendingSecret Pending() => new(PlaintextSecret.Generate().Hash(), SecretValidity.Default);

    private static async Task<IReadOnlyList<SecretView>> SecretsAsync(DomainHost host, ClientId id) =>
        (await host.Get<GetApiClient>().ExecuteAsync(id, host.Superuser, Cancellation)).Value.Secrets;
}
