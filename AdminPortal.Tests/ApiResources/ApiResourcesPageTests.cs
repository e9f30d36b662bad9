using AdminPortal.ApiResources;
using AdminPortal.Domain.AccessTokens.Introspecting;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiResources;

public sealed class ApiResourcesPageTests
{
    [Fact]
    public async Task The_catalogue_is_a_table_of_resource_servers()
    {
        await using var domain = await DomainHost.StartAsync();
        var server = Assert.Single(await domain.CatalogueAsync());
        await using var host = new PageHost(domain, domain.Auditor);

        var page = host.Open<ApiResourcesPage>(SiteMap.ApiResources.Path);

        Assert.Equal("API Resources", page.Find("h1").TextContent);
        Assert.Equal("API resources", page.Find("caption").TextContent);
        Assert.Equal(
            ["Resource", "Audience", "Services", "Roles", "Default", "Actions"],
            page.FindAll("thead th[scope=col]").Select(header => header.TextContent.Trim()));
        var cells = page.FindAll("tbody td").Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(
            [server.PrimaryAudience, $"{server.Services.Count}", $"{server.Services.Sum(s => s.Roles.Count)}", "Default"], cells.Take(4));
        Assert.True(page.HasButton("Copy audience of Zscaler APIs"));
    }

    [Fact]
    public async Task View_shows_each_service_with_its_roles_and_scopes()
    {
        await using var domain = await DomainHost.StartAsync();
        var role = (await domain.CatalogueAsync())[0].Services.Single(service => service.Name == "ZIA").Roles[0];
        await using var host = new PageHost(domain, domain.Auditor);
        var page = host.Open<ApiResourcesPage>(SiteMap.ApiResources.Path);

        await page.Button("View Zscaler APIs").ClickAsync(new());

        var table = page.FindAll("dialog table").Single(t => t.QuerySelector("caption")!.TextContent == "Roles of Zscaler Internet Access");
        Assert.Equal(["Role", "Scope", "Summary"], table.QuerySelectorAll("th[scope=col]").Select(header => header.TextContent));
        var row = table.QuerySelector("tbody tr")!;
        Assert.Equal(role.Name, row.QuerySelector("th[scope=row]")!.TextContent);
        Assert.Equal(role.Scope.Value, row.QuerySelector("button")!.GetAttribute("data-copy"));
        Assert.Contains(role.Summary, row.TextContent, StringComparison.Ordinal);

        await page.Button("Close").ClickAsync(new());
        Assert.Empty(page.FindAll("dialog"));
    }

    [Fact]
    public async Task An_empty_catalogue_says_where_resources_come_from()
    {
        await using var domain = await DomainHost.StartAsync();
        foreach (var table in new[] { "ServiceRoles", "Services", "ResourceServers" })
        {
            await domain.ExecuteSqlRawAsync($"DELETE FROM \"{table}\"");
        }

        await using var host = new PageHost(domain, domain.Auditor);

        var page = host.Open<ApiResourcesPage>(SiteMap.ApiResources.Path);

        Assert.Equal("No API resources yet", page.Find("h2").TextContent);
    }

    [Fact]
    public async Task A_failed_load_names_a_reference_and_can_be_tried_again()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Auditor);
        await domain.RenameTableAsync("ResourceServers", "Away");

        var page = host.Open<ApiResourcesPage>(SiteMap.ApiResources.Path);

        Assert.Equal("Couldn't load API resources", page.Find("[role=alert] h2").TextContent);
        Assert.Matches("Reference: [0-9a-f]{32}", page.Find("[role=alert]").TextContent);
        await domain.RenameTableAsync("Away", "ResourceServers");
        await page.Button("Try again").ClickAsync(new());
        Assert.Single(page.FindAll("tbody tr"));
    }

    [Fact]
    public async Task A_permission_lost_before_the_load_is_told_as_such_and_not_as_a_fault()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Nobody);
        host.Navigation.NavigateTo(SiteMap.ApiResources.Path);

        var list = host.Render<ApiResourceList>();

        Assert.Equal("You can't view this page", Assert.Single(list.FindAll("h1")).TextContent);
        Assert.Contains("View Only", list.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Couldn't load", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_permission_nothing_is_shown()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Nobody);

        var page = host.Open<ApiResourcesPage>(SiteMap.ApiResources.Path);

        Assert.Equal("You can't view this page", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task Full_access_names_the_introspection_client_and_the_audit_log_keeps_it()
    {
        await using var domain = await DomainHost.StartAsync();
        var client = await domain.AddClientAsync("Gateway");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiResourcesPage>(SiteMap.ApiResources.Path);
        await page.Button("View Zscaler APIs").ClickAsync(new());

        await SaveAsync(page, $" {client} ");

        page.WaitForAssertion(() => Assert.Contains(
            $"Saved: {client} may introspect tokens for this API", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Equal(client, (await domain.CatalogueAsync())[0].IntrospectionClient);
        await using var db = await domain.ReadAsync();
        var entry = Assert.Single(db.AuditEntries, entry => entry.Action == "Update" && entry.SubCategory == "API Resource");
        Assert.Equal(
            $$"""[{"field":"Introspection client","before":null,"after":"{{client}}"}]""", entry.Details);

        await SaveAsync(page, "");
        page.WaitForAssertion(() => Assert.Contains("no client may introspect tokens for this API", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Null((await domain.CatalogueAsync())[0].IntrospectionClient);
    }

    [Theory]
    [InlineData("gateway", "A client ID has 13 lower-case letters and digits, as shown on the API Clients page")]
    [InlineData("a1b2c3d4e5f6g", "There is no API client with this ID")]
    public async Task What_is_no_client_is_refused_at_the_field_and_stays_there(string typed, string message)
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiResourcesPage>(SiteMap.ApiResources.Path);
        await page.Button("View Zscaler APIs").ClickAsync(new());

        await SaveAsync(page, typed);

        page.WaitForAssertion(() => Assert.Equal(message, page.Find("dialog .field-error").TextContent));
        var field = page.Labelled("Introspection client");
        Assert.Equal((typed, "true"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid")));
        Assert.Null((await domain.CatalogueAsync())[0].IntrospectionClient);
    }

    [Fact]
    public async Task Whoever_saves_over_a_change_that_was_not_seen_is_told_before()
    {
        await using var domain = await DomainHost.StartAsync();
        var (mine, theirs) = (await domain.AddClientAsync("Gateway"), await domain.AddClientAsync("Proxy"));
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiResourcesPage>(SiteMap.ApiResources.Path);
        await page.Button("View Zscaler APIs").ClickAsync(new());
        var serverId = (await domain.CatalogueAsync())[0].Id;
        await domain.Get<SetIntrospectionClient>().ExecuteAsync(new(serverId, theirs.Value, null), domain.Superuser, DomainHost.Cancellation);

        await SaveAsync(page, mine.Value);
        page.WaitForAssertion(() => Assert.Contains($"it is now {theirs}", page.Find("dialog .field-error").TextContent, StringComparison.Ordinal));
        Assert.Equal(theirs, (await domain.CatalogueAsync())[0].IntrospectionClient);

        await SaveAsync(page, mine.Value);
        page.WaitForAssertion(() => Assert.Contains("Saved", page.Find("dialog").TextContent, StringComparison.Ordinal));
        Assert.Equal(mine, (await domain.CatalogueAsync())[0].IntrospectionClient);
    }

    [Fact]
    public async Task View_only_reads_the_introspection_client_and_cannot_set_it()
    {
        await using var domain = await DomainHost.StartAsync();
        var client = await domain.AddClientAsync("Gateway");
        var serverId = (await domain.CatalogueAsync())[0].Id;
        await domain.Get<SetIntrospectionClient>().ExecuteAsync(new(serverId, client.Value, null), domain.Superuser, DomainHost.Cancellation);
        await using var host = new PageHost(domain, domain.Auditor);
        var page = host.Open<ApiResourcesPage>(SiteMap.ApiResources.Path);

        await page.Button("View Zscaler APIs").ClickAsync(new());

        Assert.Contains(page.FindAll("dialog dd code"), code => code.TextContent == client.Value);
        Assert.Empty(page.FindAll("dialog input"));
        var refused = await domain.Get<SetIntrospectionClient>().ExecuteAsync(new(serverId, "", client), domain.Auditor, DomainHost.Cancellation);
        Assert.Equal("This requires Full access to API Resources", refused.Errors[0].Message);
        Assert.Equal(client, (await domain.CatalogueAsync())[0].IntrospectionClient);
    }

    private static async Task SaveAsync(IRenderedComponent<ApiResourcesPage> page, string typed)
    {
        await page.Labelled("Introspection client").InputAsync(new() { Value = typed });
        await page.Find("dialog form").SubmitAsync();
    }
}
