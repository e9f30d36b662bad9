using AdminPortal.ApiClients.Listing;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients;

/// <summary>What stands above the list after a client was added.</summary>
public sealed class NewApiClientPanelTests
{
    [Fact]
    public async Task A_new_client_is_announced_and_its_id_and_the_token_url_stand_ready_to_copy()
    {
        await using var domain = await DomainHost.StartAsync();
        var id = await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Superuser);

        var page = host.Open<ApiClientsPage>($"{SiteMap.ApiClients.Path}?added={id}");

        Assert.Equal(["API client added: Billing sync"], host.Messages);
        Assert.Equal(id.Value, page.Button("Copy client ID").GetAttribute("data-copy"));
        Assert.Equal("https://portal.example/oauth2/v1/token", page.Button("Copy token URL").GetAttribute("data-copy"));
        Assert.Contains("Billing sync", page.Find("section[aria-label='New API client']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_panel_can_be_dismissed_and_does_not_come_back()
    {
        await using var domain = await DomainHost.StartAsync();
        var id = await domain.AddClientAsync("Billing sync");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>($"{SiteMap.ApiClients.Path}?size=50&added={id}");

        await page.Button("Dismiss new API client").ClickAsync(new());

        Assert.Empty(page.FindAll(".new-client"));
        Assert.Equal($"{SiteMap.ApiClients.Path}?size=50", host.PathAndQuery);
        Assert.Equal(page.Find("h1").Id, host.Focused);
    }

    [Theory]
    [InlineData("abcdefghijklm")]
    [InlineData("<script>")]
    [InlineData("")]
    public async Task A_client_that_does_not_exist_has_no_panel(string added)
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Superuser);

        var page = host.Open<ApiClientsPage>($"{SiteMap.ApiClients.Path}?added={Uri.EscapeDataString(added)}");

        Assert.Empty(page.FindAll(".new-client"));
        Assert.Empty(host.Messages);
    }
}
