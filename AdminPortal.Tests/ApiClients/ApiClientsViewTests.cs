using AdminPortal.ApiClients.Listing;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients;

/// <summary>Search, filters, order and pages: how the list and its address follow each other.</summary>
public sealed class ApiClientsViewTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_search_waits_for_a_pause_in_typing()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Billing sync");
        await domain.AddClientAsync("Reports");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        var first = Type(page, "rep");
        domain.Clock.Advance(Pause / 2);
        var second = Type(page, "bill");
        domain.Clock.Advance(Pause / 2);
        await first;
        Assert.Equal(["Billing sync", "Reports"], page.RowHeaders());

        domain.Clock.Advance(Pause / 2);
        await second;
        page.WaitForAssertion(() => Assert.Equal(["Billing sync"], page.RowHeaders()));
        Assert.Equal($"{SiteMap.ApiClients.Path}?q=bill", host.PathAndQuery);
        Assert.Equal("1 API client", page.StatusText());
        Assert.True(host.Navigation.History.First().Options.ReplaceHistoryEntry);
    }

    [Fact]
    public async Task What_comes_back_of_a_search_leaves_alone_what_was_typed_since()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        var search = Type(page, "bil");
        domain.Clock.Advance(Pause);
        await search;
        var more = Type(page, "billing");
        domain.Clock.Advance(Pause);
        await more;

        page.WaitForAssertion(() => Assert.Equal($"{SiteMap.ApiClients.Path}?q=billing", host.PathAndQuery));
        Assert.Equal("billing", Typed(page));
    }

    [Fact]
    public async Task A_search_without_a_match_repeats_it_and_can_be_cleared()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Reports");
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>($"{SiteMap.ApiClients.Path}?q=billing&status=inactive&size=50");

        Assert.Equal("No API clients match 'billing'", page.Find("h2").TextContent);
        await page.Button("Clear filters").ClickAsync(new());

        Assert.Equal(["Reports"], page.RowHeaders());
        Assert.Equal($"{SiteMap.ApiClients.Path}?size=50", host.PathAndQuery);
        Assert.Equal("", page.Labelled("Search API clients").GetAttribute("value"));
        Assert.Equal(page.Labelled("Search API clients").Id, host.Focused);
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_stand_in_its_address()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Off", active: false);
        await domain.AddClientEndingAsync("Soon", TimeSpan.FromDays(5));
        await domain.AddClientEndingAsync("Later", TimeSpan.FromDays(25));
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        await page.Labelled("Status").ChangeAsync("active");
        Assert.Equal(["Later", "Soon"], page.RowHeaders());
        await page.Labelled("Expiry").ChangeAsync("7");
        Assert.Equal(["Soon"], page.RowHeaders());
        Assert.Equal($"{SiteMap.ApiClients.Path}?status=active&expiry=7", host.PathAndQuery);

        await page.Button("Reset view").ClickAsync(new());
        Assert.Equal(["Later", "Off", "Soon"], page.RowHeaders());
        Assert.Equal(SiteMap.ApiClients.Path, host.PathAndQuery);
    }

    [Fact]
    public async Task A_column_header_sorts_and_says_how()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientAsync("Alpha");
        await domain.AddClientAsync("Beta", active: false);
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        Assert.Equal("Name ascending", Sorted(page));
        await page.Button("Name").ClickAsync(new());
        Assert.Equal(["Beta", "Alpha"], page.RowHeaders());
        Assert.Equal("Name descending", Sorted(page));
        await page.Button("Status").ClickAsync(new());
        Assert.Equal(["Beta", "Alpha"], page.RowHeaders());
        Assert.Equal("Status ascending", Sorted(page));
        Assert.Equal($"{SiteMap.ApiClients.Path}?sort=status", host.PathAndQuery);
    }

    [Fact]
    public async Task Pages_turn_forward_and_back_and_their_ends_cannot_be_passed()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientsAsync(60);
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        Assert.Equal("1–25 of 60", page.Find("nav[aria-label=Pages] .pager-range").TextContent);
        Assert.Equal("true", page.Button("Previous page").GetAttribute("aria-disabled"));
        await page.Button("Previous page").ClickAsync(new());
        Assert.Equal("Client 001", page.RowHeaders().First());

        await page.Button("Next page").ClickAsync(new());
        Assert.Equal("26–50 of 60", page.Find(".pager-range").TextContent);
        Assert.Equal(page.Find("th[scope=row] a").Id, host.Focused);
        await page.Button("Next page").ClickAsync(new());
        Assert.Equal(("Client 051", "Client 060"), (page.RowHeaders().First(), page.RowHeaders().Last()));
        Assert.Equal("true", page.Button("Next page").GetAttribute("aria-disabled"));

        await page.Button("Previous page").ClickAsync(new());
        Assert.Equal("26–50 of 60", page.Find(".pager-range").TextContent);
        await page.Button("First page").ClickAsync(new());
        Assert.Equal(("1–25 of 60", SiteMap.ApiClients.Path), (page.Find(".pager-range").TextContent, host.PathAndQuery));
    }

    [Fact]
    public async Task Another_page_size_begins_at_the_first_page()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientsAsync(60);
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);

        await page.Button("Next page").ClickAsync(new());
        await page.Labelled("Rows per page").ChangeAsync("50");

        Assert.Equal("1–50 of 60", page.Find(".pager-range").TextContent);
        Assert.Equal($"{SiteMap.ApiClients.Path}?size=50", host.PathAndQuery);
    }

    [Fact]
    public async Task A_deep_link_restores_the_whole_view()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientsAsync(60);
        await using var host = new PageHost(domain, domain.Superuser);
        var before = host.Open<ApiClientsPage>($"{SiteMap.ApiClients.Path}?q=client&status=active&sort=last-used&dir=desc");
        await before.Button("Next page").ClickAsync(new());
        var names = before.RowHeaders().ToList();

        await using var other = new PageHost(domain, domain.Auditor);
        var page = other.Open<ApiClientsPage>(host.PathAndQuery);

        Assert.Equal(names, page.RowHeaders());
        Assert.Equal("26–50 of 60", page.Find(".pager-range").TextContent);
        Assert.Equal("client", page.Labelled("Search API clients").GetAttribute("value"));
        Assert.Equal("active", page.Labelled("Status").GetAttribute("value"));
        Assert.Equal("Last used descending", Sorted(page));
    }

    [Theory]
    [InlineData("?status=paused&expiry=soon&sort=colour&dir=up&size=7&cursor=%00&page=3")]
    [InlineData("?size=1000000&sort=&status=1&expiry=999&q=")]
    public async Task Unknown_values_in_the_address_are_ignored(string query)
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientsAsync(26);
        await using var host = new PageHost(domain, domain.Superuser);

        var page = host.Open<ApiClientsPage>($"{SiteMap.ApiClients.Path}{query}");

        Assert.Equal("1–25 of 26", page.Find(".pager-range").TextContent);
        Assert.Equal("Name ascending", Sorted(page));
    }

    [Fact]
    public async Task A_cursor_whose_page_has_gone_shows_the_first_page()
    {
        await using var domain = await DomainHost.StartAsync();
        await domain.AddClientsAsync(26);
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Open<ApiClientsPage>(SiteMap.ApiClients.Path);
        await page.Button("Next page").ClickAsync(new());
        await domain.ExecuteSqlAsync($"""UPDATE "ApiClients" SET "DeletedAt" = 1 WHERE "NameKey" = 'CLIENT 026'""");

        await using var other = new PageHost(domain, domain.Superuser);
        var reloaded = other.Open<ApiClientsPage>(host.PathAndQuery);

        Assert.Equal("1–25 of 25", reloaded.Find(".pager-range").TextContent);
    }

    [Fact]
    public void More_clients_than_are_counted_are_called_more()
    {
        var rows = Enumerable.Repeat(
            new ApiClientRow(ClientId.Generate(), "Client", "", ClientStatus.Active, false, 0, 0, [], null, null), 25).ToList();
        using var context = new BunitContext();

        var pager = context.Render<ApiClientPager>(parameters => parameters
            .Add(p => p.Page, new ApiClientPage(rows, 10_026, ApiClientPage.TotalLimit + 1, "before", "after"))
            .Add(p => p.Query, new ApiClientQuery()));

        Assert.Equal("10,026–10,050 of more than 10,000", pager.Find(".pager-range").TextContent);
    }

    /// <summary>Types and returns once the page has taken it: the renderer may still be busy with what came before.</summary>
    private static Task Type(IRenderedComponent<ApiClientsPage> page, string text)
    {
        var handled = page.Labelled("Search API clients").InputAsync(text);
        page.WaitForAssertion(() => Assert.Equal(text, Typed(page)));
        return handled;
    }

    private static string? Typed(IRenderedComponent<ApiClientsPage> page) => page.Labelled("Search API clients").GetAttribute("value");

    private static string Sorted(IRenderedComponent<ApiClientsPage> page)
    {
        var header = page.FindAll("th[aria-sort]").Single();
        return $"{header.TextContent.Trim()} {header.GetAttribute("aria-sort")}";
    }
}
