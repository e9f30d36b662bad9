using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.ApiClients;

public sealed class AddApiClientTests
{
    [Fact]
    public async Task Save_generates_a_client_id_of_13_lower_case_letters_and_digits()
    {
        await using var host = await DomainHost.StartAsync();

        var id = await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" });

        Assert.Matches("^[a-z][a-z0-9]{12}$", id.Value);
    }

    [Fact]
    public async Task A_saved_client_comes_back_as_it_was_typed()
    {
        await using var host = await DomainHost.StartAsync();
        var role = await host.RoleAsync("ZIA", "API_Role01");
        var details = new ApiClientDetails
        {
            Name = "Billing sync",
            Description = "Two\nlines",
            IsActive = false,
            AccessTokenLifetime = "15",
            Roles = new Dictionary<string, string>([role]),
        };
        var id = await host.AddClientAsync(details, new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default));

        var view = (await host.Get<GetApiClient>().ExecuteAsync(id, host.Auditor, DomainHost.Cancellation)).Value;

        Assert.Equal(details with { Roles = view.Details.Roles }, view.Details);
        Assert.Equal(details.Roles, view.Details.Roles);
        Assert.Equal(host.Clock.GetUtcNow().AddDays(90), Assert.Single(view.Secrets).ExpiresAt);
    }

    [Fact]
    public async Task A_name_is_taken_whatever_its_case()
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientAsync(new ApiClientDetails { Name = "Billing sync" });

        var second = await host.Get<AddApiClient>().ExecuteAsync(
            new AddApiClientCommand(new ApiClientDetails { Name = " BILLING SYNC " }, []), host.Superuser, DomainHost.Cancellation);

        Assert.Equal([ApiClientErrors.NameTaken], second.Errors);
    }

    [Fact]
    public async Task Only_full_permission_on_both_modules_may_add_and_the_refusal_is_on_record()
    {
        await using var host = await DomainHost.StartAsync();

        var refused = await host.Get<AddApiClient>().ExecuteAsync(
            new AddApiClientCommand(new ApiClientDetails { Name = "Billing sync" }, []), host.Auditor, DomainHost.Cancellation);

        Assert.Equal("permission.missing", Assert.Single(refused.Errors).Code);
        await using var db = await host.ReadAsync();
        Assert.False(await db.ApiClients.AnyAsync(DomainHost.Cancellation));
        var entry = await db.AuditEntries.OrderBy(e => e.Id).LastAsync(DomainHost.Cancellation);
        Assert.Equal(("Create", "auditor", "Failure"), (entry.Action, entry.ActorName, entry.Result.ToString()));
    }

    [Fact]
    public async Task The_list_shows_a_client_with_its_services_and_sorts_by_name()
    {
        await using var host = await DomainHost.StartAsync();
        var roles = new Dictionary<string, string>([await host.RoleAsync("ZIA", "API_Role01"), await host.RoleAsync("ZDX", "ZDX Super Admin")]);
        var second = await host.AddClientAsync(new ApiClientDetails { Name = "b", Roles = roles });
        await host.AddClientAsync(new ApiClientDetails { Name = "A" });

        var page = (await host.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery(), host.Auditor, DomainHost.Cancellation)).Value;
        var byId = (await host.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery { Search = second.Value }, host.Auditor, DomainHost.Cancellation)).Value;

        Assert.Equal(["A", "b"], page.Rows.Select(row => row.Name));
        Assert.Equal(["Zscaler Digital Experience", "Zscaler Internet Access"], page.Rows[1].ServiceNames);
        Assert.Equal((1, 2), (page.FirstPosition, page.Total));
        Assert.Equal(second, Assert.Single(byId.Rows).Id);
    }
}
