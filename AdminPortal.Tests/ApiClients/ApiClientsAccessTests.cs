using AdminPortal.ApiClients.Listing;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.ApiClients;

/// <summary>Who sees which actions on the list.</summary>
public sealed class ApiClientsAccessTests
{
    [Fact]
    public async Task View_only_sees_everything_and_no_action()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Auditor);

        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        Assert.True(page.HasButton("View only"));
        Assert.True(page.HasButton("View Billing sync"));
        Assert.True(page.HasButton("Copy client ID of Billing sync"));
        Assert.False(page.HasButton("Add API Client"));
        Assert.False(page.HasButton("Edit Billing sync"));
        Assert.False(page.HasButton("Delete Billing sync"));
    }

    [Fact]
    public async Task Full_on_api_clients_alone_keeps_the_add_button_and_says_what_is_missing()
    {
        await using var domain = await DomainHost.StartAsync();
        var half = await AdministratorAsync(domain, (PortalModule.ApiClients, PermissionLevel.Full), (PortalModule.ApiResources, PermissionLevel.ViewOnly));
        await using var host = new PageHost(domain, half);

        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        var add = page.Button("Add API Client");
        Assert.Equal(("BUTTON", "true", null), (add.TagName, add.GetAttribute("aria-disabled"), add.GetAttribute("disabled")));
        Assert.Equal(
            "Adding or changing API clients also needs Full access to API Resources.",
            page.Find($"#{add.GetAttribute("aria-describedby")}").TextContent);
        Assert.False(page.HasButton("View only"));
    }

    [Fact]
    public async Task Without_permission_the_page_is_a_403_that_shows_nothing_and_is_on_record()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Nobody);
        var http = new DefaultHttpContext();
        host.Navigation.NavigateTo(SiteMap.ApiClients.Path);

        var page = host.Render<CascadingValue<HttpContext>>(parameters => parameters
            .Add(cascade => cascade.Value, http)
            .AddChildContent<ApiClientsPage>());

        Assert.Equal(StatusCodes.Status403Forbidden, http.Response.StatusCode);
        Assert.Equal("You can't view this page", page.Find("h1").TextContent);
        Assert.DoesNotContain("Billing sync", page.Markup, StringComparison.Ordinal);
        await using var db = await domain.ReadAsync();
        var entry = await db.AuditEntries.OrderBy(e => e.Id).LastAsync(DomainHost.Cancellation);
        Assert.Equal(("View", "nobody", "Failure"), (entry.Action, entry.ActorName, entry.Result.ToString()));
    }

    [Fact]
    public async Task On_a_page_that_stands_open_the_next_step_after_a_lost_role_shows_nothing_any_more()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);
        Assert.Equal(["Billing sync"], page.RowHeaders());

        await LoseRolesAsync(domain, domain.Superuser);
        await page.Button("Name").ClickAsync(new());

        Assert.Equal("You can no longer view API clients", page.Find(".empty h2").TextContent);
        Assert.DoesNotContain("Billing sync", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PermissionLevel.ViewOnly, PermissionLevel.ViewOnly, "requires Full access to API Clients and to API Resources.")]
    [InlineData(PermissionLevel.ViewOnly, PermissionLevel.Full, "also requires Full access to API Clients.")]
    public async Task What_view_only_lacks_is_told_where_it_is_said(PermissionLevel clients, PermissionLevel resources, string words)
    {
        await using var domain = await DomainHost.StartAsync();
        var half = await AdministratorAsync(domain, (PortalModule.ApiClients, clients), (PortalModule.ApiResources, resources));
        await using var host = new PageHost(domain, half);

        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        Assert.EndsWith(words, page.Explanation("View only"), StringComparison.Ordinal);
    }

    private static async Task LoseRolesAsync(DomainHost domain, Actor actor)
    {
        await using var change = await domain.Get<PortalStore>().BeginChangeAsync(DomainHost.Cancellation);
        var administrator = await change.Db.Administrators.Include(a => a.StoredRoles)
            .SingleAsync(a => a.UserName == actor.Name, DomainHost.Cancellation);
        administrator.StoredRoles.Clear();
        await change.CommitAsync(DomainHost.Cancellation);
    }

    private static async Task<Actor> AdministratorAsync(DomainHost domain, params (PortalModule Module, PermissionLevel Level)[] permissions)
    {
        await domain.AddRoleAsync("Half", permissions);
        return await domain.AddAdministratorAsync("half", "Half");
    }
}
