using AdminPortal.ApiClients.Listing;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients;

public sealed class ApiClientsPageTests
{
    [Fact]
    public async Task The_list_is_a_table_with_named_columns_and_a_header_for_each_row()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Superuser);

        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        Assert.Equal("API Clients", page.Find("h1").TextContent);
        Assert.Equal("API clients", page.Find("table caption").TextContent);
        Assert.Equal(
            ["Name", "Client ID", "Status", "Authentication", "Resources", "Next expiry", "Last used", "Actions"],
            page.FindAll("thead th[scope=col]").Select(header => header.TextContent.Trim()));
        Assert.Equal(["Billing sync"], page.RowHeaders());
        Assert.Equal("1 API client", page.StatusText());
    }

    [Fact]
    public async Task A_row_says_what_there_is_to_know_of_a_client()
    {
        await using var domain = await DomainHost.StartAsync();
        var roles = new Dictionary<string, string>([await domain.RoleAsync("ZIA", "API_Role01"), await domain.RoleAsync("ZDX", "ZDX Super Admin")]);
        var id = await domain.AddClientAsync(
            new ApiClientDetails { Name = "Billing sync", Description = "Sends invoices", Roles = roles, IsActive = false }, Secret(), Secret());
        await domain.UseAsync(id, TimeSpan.FromMinutes(4), "10.2.0.7");
        await using var host = new PageHost(domain, domain.Superuser);

        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        var row = page.Find("tbody tr").TextContent;
        foreach (var words in new[] { "Sends invoices", id.Value, "Inactive", "2 secrets", "15 Apr 2027, 09:30 UTC", "4 minutes ago" })
        {
            Assert.Contains(words, row, StringComparison.Ordinal);
        }

        Assert.True(page.HasButton("2 of Billing sync: Zscaler Digital Experience, Zscaler Internet Access"));
        Assert.True(page.HasButton("Copy client ID of Billing sync"));
        Assert.True(page.HasButton("Delete Billing sync"));
        Assert.Equal($"{SiteMap.ApiClients.Path}/{id}", page.Link("Edit Billing sync").GetAttribute("href"));
        Assert.Equal($"{SiteMap.ApiClients.Path}/{id}", page.Link("Billing sync").GetAttribute("href"));
    }

    [Fact]
    public async Task A_client_without_anything_yet_says_so_in_words()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Bare");
        await using var host = new PageHost(domain, domain.Superuser);

        var cells = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path).FindAll("tbody td").Select(cell => cell.TextContent.Trim()).ToList();

        Assert.Equal(["Active", "None", "0", "None", "Never"], cells.Skip(1).Take(5));
    }

    [Theory]
    [InlineData(-1, "Expired", "chip-error")]
    [InlineData(5, "Expires within a day", "chip-error")]
    [InlineData(7 * 24, "Expires in 7 days", "chip-error")]
    [InlineData(7 * 24 + 1, "Expires in 8 days", "chip-warning")]
    [InlineData(30 * 24, "Expires in 30 days", "chip-warning")]
    [InlineData(30 * 24 + 1, null, null)]
    public async Task An_expiry_draws_attention_as_it_comes_near(int hours, string? words, string? css)
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientEndingAsync("Ends", TimeSpan.FromHours(hours));
        await using var host = new PageHost(domain, domain.Superuser);

        var chip = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path).FindAll(".expiry .chip").SingleOrDefault();

        Assert.Equal(words, chip?.TextContent);
        Assert.Equal(css is not null, chip?.ClassList.Contains(css!) ?? false);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("\u05E9\u05DC\u05D5\u05DD gnp.exe")]
    [InlineData("\" onmouseover=\"alert(1)")]
    public async Task A_hostile_name_is_only_text(string name)
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync(name, description: name);
        await using var host = new PageHost(domain, domain.Superuser);

        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        Assert.Equal([name], page.RowHeaders());
        Assert.Empty(page.FindAll("script, [onmouseover]"));
        Assert.All(page.FindAll("tbody th a, tbody th .hint"), element => Assert.Equal("BDI", element.Children.Single().TagName));
        Assert.True(page.HasButton($"Delete {name}"));
    }

    [Fact]
    public async Task A_store_without_clients_offers_the_first_one()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Superuser);

        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        Assert.Equal("No API clients yet", page.Find("h2").TextContent);
        Assert.Equal($"{SiteMap.ApiClients.Path}/new", page.Link("Add API Client").GetAttribute("href"));
        Assert.Equal("0 API clients", page.StatusText());
    }

    [Fact]
    public async Task A_failed_load_names_a_reference_and_can_be_tried_again()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);
        await domain.RenameTableAsync("ApiClients", "Away");

        await page.Button("Name").ClickAsync(new());
        Assert.Equal("Couldn't load API clients", page.Find("[role=alert] h2").TextContent);
        Assert.Contains("Reference:", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("?dir=desc", new Uri(host.Navigation.Uri).Query);

        await domain.RenameTableAsync("Away", "ApiClients");
        await page.Button("Try again").ClickAsync(new());
        Assert.Equal(["Billing sync"], page.RowHeaders());
    }

    private static PendingSecret Secret() => new(PlaintextSecret.Generate().Hash(), SecretValidity.Default);
}
