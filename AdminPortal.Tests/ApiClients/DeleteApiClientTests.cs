using AdminPortal.ApiClients.Listing;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients;

/// <summary>Deleting from the list, by typing YES.</summary>
public sealed class DeleteApiClientTests
{
    [Fact]
    public async Task The_dialog_names_the_client_its_last_use_and_what_follows()
    {
        await using var domain = await DomainHost.StartAsync();
        var id = await domain.AddClientAsync(new ApiClientDetails { Name = "Billing sync", AccessTokenLifetime = "15" });
        await domain.UseAsync(id, TimeSpan.FromMinutes(4), "10.2.0.7");
        await domain.IssueAsync(id, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(15));
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        await page.Button("Delete Billing sync").ClickAsync(new());

        var dialog = page.Find("dialog");
        Assert.Equal("Delete API client", page.Find($"#{dialog.GetAttribute("aria-labelledby")}").TextContent);
        string[] told = ["Billing sync", id.Value, "Last used 4 minutes ago from 10.2.0.7.", "cannot be undone", "1 active token", "in 11 minutes"];
        foreach (var words in told)
        {
            Assert.Contains(words, dialog.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal($"{SiteMap.ApiClients.Path}/{id}", page.Link("set its status to Inactive").GetAttribute("href"));
    }

    [Fact]
    public async Task A_client_that_was_never_used_is_called_so()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Idle");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        await page.Button("Delete Idle").ClickAsync(new());

        Assert.Contains("It has never been used", page.Find("dialog").TextContent, StringComparison.Ordinal);
        Assert.Contains("It holds no active token.", page.Find("dialog").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_store_fails_the_dialog_stays_says_so_and_YES_deletes_once_it_is_back()
    {
        await using var domain = await DomainHost.StartAsync();
        var id = await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);
        await domain.RenameTableAsync("ApiClients", "Gone");

        await DeleteAsync(page, "Billing sync", "YES");
        Assert.Contains("try again. Reference: ", page.Find("dialog .notice-error").TextContent, StringComparison.Ordinal);

        await domain.RenameTableAsync("Gone", "ApiClients");
        await page.Button("Delete").ClickAsync(new());
        Assert.Empty(page.FindAll("dialog"));
        Assert.False((await domain.Get<GetApiClient>().ExecuteAsync(id, domain.Superuser, DomainHost.Cancellation)).IsSuccess);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("NO")]
    public async Task Anything_but_YES_deletes_nothing(string typed)
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        await DeleteAsync(page, "Billing sync", typed);

        Assert.Equal("true", page.Labelled("Type YES to confirm").GetAttribute("aria-invalid"));
        Assert.Equal(["Billing sync"], page.RowHeaders());
    }

    [Theory]
    [InlineData("A", "B")]
    [InlineData("B", "C")]
    [InlineData("C", "B")]
    public async Task YES_deletes_and_focus_goes_to_the_row_that_took_the_place(string deleted, string focused)
    {
        await using var domain = await DomainHost.StartAsync();
        foreach (var name in new[] { "A", "B", "C", "Other" })
        {
            await domain.AddClientAsync(name, description: name == "Other" ? "" : "billing");
        }

        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>($"{SiteMap.ApiClients.Path}?q=billing");
        await DeleteAsync(page, deleted, "YES");

        Assert.DoesNotContain(deleted, page.RowHeaders());
        Assert.Equal(2, page.RowHeaders().Count());
        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal([$"API client deleted: {deleted}"], host.Messages);
        Assert.Equal(page.Link(focused).Id, host.Focused);
        Assert.Equal($"{SiteMap.ApiClients.Path}?q=billing", host.PathAndQuery);
    }

    [Fact]
    public async Task After_the_last_row_focus_goes_to_the_heading()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        await DeleteAsync(page, "Billing sync", "YES");

        Assert.Equal("No API clients yet", page.Find("h2").TextContent);
        Assert.Equal(page.Find("h1").Id, host.Focused);
    }

    [Fact]
    public async Task Deleting_what_somebody_else_deleted_is_fine()
    {
        await using var domain = await DomainHost.StartAsync();
        var id = await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);
        await domain.Get<DeleteApiClient>().ExecuteAsync(id, domain.Superuser, DomainHost.Cancellation);

        await DeleteAsync(page, "Billing sync", "YES");

        Assert.Equal(["API client deleted: Billing sync"], host.Messages);
        Assert.Empty(page.RowHeaders());
    }

    [Fact]
    public async Task A_permission_lost_meanwhile_is_told_in_the_dialog()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);
        await domain.SetLevelAsync(PortalModule.ApiResources, PermissionLevel.ViewOnly);

        await DeleteAsync(page, "Billing sync", "YES");

        Assert.Contains("This requires Full access to API Resources", page.Find("dialog [role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Billing sync"], page.RowHeaders());
    }

    [Fact]
    public async Task Cancel_leaves_everything_as_it_was()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        await page.Button("Delete Billing sync").ClickAsync(new());
        await page.Button("Cancel").ClickAsync(new());

        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal(["Billing sync"], page.RowHeaders());
    }

    private static async Task DeleteAsync(IRenderedComponent<ApiClientsPage> page, string name, string typed)
    {
        await page.Button($"Delete {name}").ClickAsync(new());
        await page.Labelled("Type YES to confirm").InputAsync(typed);
        await page.Button("Delete").ClickAsync(new());
    }
}
