using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.ApiClients;

public sealed class ChangingAClientTests
{
    private static readonly ApiClientDetails Details = new() { Name = "Billing sync" };

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    [Fact]
    public async Task Of_two_administrators_saving_the_same_client_the_second_is_shown_what_the_first_saved()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Details);
        var version = (await host.Get<GetApiClient>().ExecuteAsync(id, host.Superuser, Cancellation)).Value.Version;

        var first = await UpdateAsync(host, id, version, Details with { Description = "first" });
        var second = await UpdateAsync(host, id, version, Details with { Description = "second" });

        Assert.IsType<UpdateApiClientOutcome.Updated>(first);
        Assert.Equal("first", Assert.IsType<UpdateApiClientOutcome.Conflict>(second).Current.Details.Description);
    }

    [Fact]
    public async Task Twenty_saves_of_one_version_at_once_store_exactly_one()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Details);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(() => UpdateAsync(host, id, 1, Details with { Description = $"writer {number}" }))));

        Assert.Single(outcomes.OfType<UpdateApiClientOutcome.Updated>());
        Assert.Equal(19, outcomes.OfType<UpdateApiClientOutcome.Conflict>().Count());
    }

    [Fact]
    public async Task Twenty_clients_of_one_name_at_once_leave_exactly_one()
    {
        await using var host = await DomainHost.StartAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
            host.Get<AddApiClient>().ExecuteAsync(new AddApiClientCommand(Details, []), host.Superuser, Cancellation))));

        Assert.Single(results, result => result.IsSuccess);
    }

    [Theory]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 0)]
    [InlineData(true, true, 0)]
    public async Task Only_disabling_raises_the_token_generation_so_enabling_brings_no_token_back(bool before, bool after, int generation)
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Details with { IsActive = before });

        await UpdateAsync(host, id, 1, Details with { IsActive = after });

        await using var db = await host.ReadAsync();
        Assert.Equal(generation, (await db.ApiClients.SingleAsync(Cancellation)).TokenGeneration);
    }

    [Fact]
    public async Task Renaming_a_client_to_a_taken_name_is_refused_and_its_own_name_in_another_case_is_not()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Details);
        await host.AddClientAsync(Details with { Name = "Other" });

        var taken = await UpdateAsync(host, id, 1, Details with { Name = "OTHER" });
        var own = await UpdateAsync(host, id, 1, Details with { Name = "BILLING SYNC" });

        Assert.Equal([ApiClientErrors.NameTaken], Assert.IsType<UpdateApiClientOutcome.Refused>(taken).Errors);
        Assert.IsType<UpdateApiClientOutcome.Updated>(own);
    }

    [Fact]
    public async Task A_role_of_another_service_or_of_none_cannot_be_chosen()
    {
        await using var host = await DomainHost.StartAsync();
        var zia = await host.RoleAsync("ZIA", "API_Role01");
        var zdx = await host.RoleAsync("ZDX", "ZDX Super Admin");
        var crossed = Details with { Roles = new Dictionary<string, string> { [zia.Key] = zdx.Value } };
        var unknown = Details with { Roles = new Dictionary<string, string> { [zia.Key] = "hpnowhere0000" } };

        foreach (var details in new[] { crossed, unknown })
        {
            var added = await host.Get<AddApiClient>().ExecuteAsync(new AddApiClientCommand(details, []), host.Superuser, Cancellation);
            Assert.Equal([ApiClientErrors.RoleUnknown], added.Errors);
        }
    }

    [Fact]
    public async Task Deleting_leaves_a_tombstone_frees_the_name_and_erases_secrets_and_roles()
    {
        await using var host = await DomainHost.StartAsync();
        var role = await host.RoleAsync("ZIA", "API_Role01");
        var details = Details with { Roles = new Dictionary<string, string>([role]) };
        var id = await host.AddClientAsync(details, new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default));

        var first = await host.Get<DeleteApiClient>().ExecuteAsync(id, host.Superuser, Cancellation);
        var second = await host.Get<DeleteApiClient>().ExecuteAsync(id, host.Superuser, Cancellation);
        await host.AddClientAsync(details);

        Assert.Equal((true, false), (first.Value, second.Value));
        Assert.Equal([ApiClientErrors.NotFound], (await host.Get<GetApiClient>().ExecuteAsync(id, host.Superuser, Cancellation)).Errors);
        await using var db = await host.ReadAsync();
        var tombstone = await db.ApiClients.IgnoreQueryFilters()
            .Include(c => c.StoredSecrets).Include(c => c.StoredGrants)
            .SingleAsync(c => c.Id == id, Cancellation);
        Assert.Equal((1, ClientStatus.Inactive), (tombstone.TokenGeneration, tombstone.Status));
        Assert.Empty(tombstone.StoredSecrets);
        Assert.Empty(tombstone.StoredGrants);
    }

    [Fact]
    public async Task No_crafted_call_of_a_view_only_administrator_or_of_none_changes_anything()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Details, new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default));
        var view = (await host.Get<GetApiClient>().ExecuteAsync(id, host.Superuser, Cancellation)).Value;
        var pending = new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default);

        foreach (var actor in new[] { host.Auditor, host.Nobody, new Actor.Anonymous("x", null), new Actor.SignedIn("no-such-id", "superuser", null) })
        {
            Assert.False((await host.Get<AddApiClient>().ExecuteAsync(
                new AddApiClientCommand(Details with { Name = "x" }, []), actor, Cancellation)).IsSuccess);
            Assert.IsType<UpdateApiClientOutcome.Refused>(
                await host.Get<UpdateApiClient>().ExecuteAsync(new UpdateApiClientCommand(id, view.Version, Details with { Name = "x" }), actor, Cancellation));
            Assert.False((await host.Get<DeleteApiClient>().ExecuteAsync(id, actor, Cancellation)).IsSuccess);
            Assert.False((await host.Get<GenerateClientSecret>().ExecuteAsync(id, SecretValidity.Default, actor, Cancellation)).IsSuccess);
            Assert.False((await host.Get<AddClientSecret>().ExecuteAsync(new AddClientSecretCommand(id, pending, null, null), actor, Cancellation)).IsSuccess);
            Assert.False((await host.Get<DeleteClientSecret>().ExecuteAsync(id, view.Secrets[0].Id, actor, Cancellation)).IsSuccess);
        }

        var after = (await host.Get<GetApiClient>().ExecuteAsync(id, host.Superuser, Cancellation)).Value;
        Assert.Equal((view.Version, 1), (after.Version, after.Secrets.Count));
        await using var db = await host.ReadAsync();
        Assert.Equal(24, await db.AuditEntries.CountAsync(entry => entry.Result == AdminPortal.Domain.Auditing.Rules.AuditResult.Failure, Cancellation));
    }

    [Fact]
    public async Task A_refused_call_with_an_endless_name_leaves_a_short_entry()
    {
        await using var host = await DomainHost.StartAsync();

        await host.Get<AddApiClient>().ExecuteAsync(
            new AddApiClientCommand(Details with { Name = new string('n', 30_000) }, []), host.Auditor, Cancellation);

        await using var db = await host.ReadAsync();
        var entry = await db.AuditEntries.OrderBy(e => e.Id).LastAsync(Cancellation);
        Assert.Equal(200, entry.Resource!.Length);
        Assert.IsType<AdminPortal.Domain.Auditing.Rules.AuditVerdict.Intact>(
            await host.Get<AdminPortal.Domain.Auditing.Keeping.VerifyAudit>().RunAsync(atOnce: true, Cancellation));
    }

    [Fact]
    public async Task View_only_sees_clients_and_none_sees_nothing()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Details);

        Assert.True((await host.Get<GetApiClient>().ExecuteAsync(id, host.Auditor, Cancellation)).IsSuccess);
        Assert.True((await host.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery(), host.Auditor, Cancellation)).IsSuccess);
        Assert.False((await host.Get<GetApiClient>().ExecuteAsync(id, host.Nobody, Cancellation)).IsSuccess);
        Assert.False((await host.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery(), host.Nobody, Cancellation)).IsSuccess);
    }

    private static Task<UpdateApiClientOutcome> UpdateAsync(DomainHost host, ClientId id, int version, ApiClientDetails details) =>
        host.Get<UpdateApiClient>().ExecuteAsync(new UpdateApiClientCommand(id, version, details), host.Superuser, Cancellation);
}
