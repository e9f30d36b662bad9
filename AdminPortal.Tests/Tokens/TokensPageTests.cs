using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using AdminPortal.Tokens.Listing;
using Bunit;

namespace AdminPortal.Tests.Tokens;

public sealed class TokensPageTests : TokenPageTest
{
    [Fact]
    public async Task The_page_is_a_table_with_the_promised_columns()
    {
        await Domain.IssueAsync(Client);

        var page = Open();

        Assert.Equal("Tokens", page.Find("h1").TextContent);
        Assert.Equal("Tokens", page.Find("table caption").TextContent);
        Assert.Equal(
            ["Select all active tokens on this page", "Client", "Client ID", "JTI", "Issued At", "Expires At", "JWT", "Status", "Actions"],
            page.FindAll("thead th[scope=col]").Select(header => header.TextContent.Trim()));
        Assert.Contains("Records are kept for at least 30 days after a token has expired.", page.Find(".page-header").TextContent, StringComparison.Ordinal);
        Assert.Equal("1 token on this page", page.StatusText());
    }

    [Fact]
    public async Task A_row_names_its_client_its_times_and_its_state()
    {
        var id = await Domain.IssueAsync(Client, TimeSpan.FromMinutes(4));

        var page = Open();

        var row = page.Find("tbody tr").TextContent;
        foreach (var words in new[] { "Billing sync", Client.Value, id.ToString(), "4 minutes ago", "15 Jan 2027, 10:26 UTC", "Active" })
        {
            Assert.Contains(words, row, StringComparison.Ordinal);
        }

        Assert.Equal(id.ToString(), page.Button($"Copy JTI {id}").GetAttribute("data-copy"));
        Assert.Equal($"{SiteMap.ApiClients.Path}/{Client}", page.Link("Billing sync").GetAttribute("href"));
        Assert.True(page.HasButton($"View token {id}"));
        Assert.True(page.HasButton($"Revoke token {id}"));
    }

    [Fact]
    public async Task Only_an_active_token_can_be_viewed_or_revoked_and_a_revoked_one_says_why()
    {
        var expired = await Domain.IssueAsync(Client, TimeSpan.FromHours(2));
        var revoked = await Domain.IssueAsync(Client, TimeSpan.FromMinutes(1));
        await Domain.Get<RevokeAccessToken>().ExecuteAsync(revoked, Domain.Superuser, DomainHost.Cancellation);

        var page = Open();

        Assert.Equal(["Revoked", "Expired"], page.FindAll("tbody .chip").Select(chip => chip.TextContent));
        Assert.Contains("Revoked by superuser just now", Words(page.Find($"#status-{revoked}").TextContent), StringComparison.Ordinal);
        Assert.All(new[] { expired, revoked }, id => Assert.False(page.HasButton($"View token {id}") || page.HasButton($"Revoke token {id}")));
    }

    [Fact]
    public async Task A_token_that_expires_while_it_is_looked_at_says_so()
    {
        var id = await Domain.IssueAsync(Client);
        var page = Open();

        Domain.Clock.Advance(TimeSpan.FromHours(1));

        page.WaitForAssertion(() => Assert.Contains("Expired", page.Find($"#status-{id}").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_tokens_the_page_says_for_which_period_and_offers_any_time()
    {
        var page = Open();

        Assert.Equal("No tokens issued in this period", page.Find("h2").TextContent);
        Assert.True(page.HasButton("Show tokens from any time"));
    }

    [Fact]
    public async Task A_filter_without_a_match_repeats_the_search_and_can_be_cleared()
    {
        var id = await Domain.IssueAsync(Client, TimeSpan.FromDays(3));
        var page = Open("?q=nothing&status=revoked");

        Assert.Equal("No tokens match 'nothing'", page.Find("h2").TextContent);
        await page.Button("Clear filters").ClickAsync(new());

        Assert.Contains(id.ToString(), page.Find("tbody").TextContent, StringComparison.Ordinal);
        Assert.Equal($"{SiteMap.Tokens.Path}?issued=any", Host.PathAndQuery);
    }

    [Fact]
    public async Task A_failed_load_names_a_reference_and_can_be_tried_again()
    {
        await Domain.IssueAsync(Client);
        await Domain.RenameTableAsync("IssuedTokens", "Away");

        var page = Open();
        Assert.Equal("Couldn't load tokens", page.Find("[role=alert] h2").TextContent);
        Assert.Contains("Reference:", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await Domain.RenameTableAsync("Away", "IssuedTokens");
        await page.Button("Try again").ClickAsync(new());
        Assert.Single(page.FindAll("tbody tr"));
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_reset_forgets_them()
    {
        await Domain.IssueAsync(Client);
        var page = Open();

        await page.Labelled("Status").ChangeAsync("active");
        await page.Labelled("Issued").ChangeAsync("7d");
        await page.Labelled("Expires").ChangeAsync("next-1h");
        Assert.Equal($"{SiteMap.Tokens.Path}?status=active&issued=7d&expires=next-1h", Host.PathAndQuery);
        Assert.Single(page.FindAll("tbody tr"));

        await page.Button("Reset view").ClickAsync(new());
        Assert.Equal(SiteMap.Tokens.Path, Host.PathAndQuery);
    }

    [Fact]
    public async Task A_period_between_two_instants_is_typed_in_the_readers_own_time()
    {
        await Domain.IssueAsync(Client, TimeSpan.FromMinutes(30));
        var page = Open();

        await page.Labelled("Issued").ChangeAsync("between");
        await page.Labelled("Issued from").ChangeAsync("2027-01-15T09:10");
        await page.Labelled("Issued until").ChangeAsync("2027-01-15T09:00");
        Assert.Contains("must be before", page.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("09%3A00%3A00Z", Host.PathAndQuery, StringComparison.OrdinalIgnoreCase);

        await page.Labelled("Issued from").ChangeAsync("2027-01-15T08:50");
        Assert.Empty(page.FindAll(".field-error"));
        Assert.Empty(page.FindAll("tbody tr"));
        await page.Labelled("Issued until").ChangeAsync("2027-01-15T09:01");
        Assert.Single(page.FindAll("tbody tr"));
    }

    [Fact]
    public async Task A_period_that_input_events_alone_have_put_in_is_the_one_that_the_list_shows()
    {
        await Domain.IssueAsync(Client, TimeSpan.FromMinutes(30));
        var page = Open();
        await page.Labelled("Issued").ChangeAsync("between");

        await page.Labelled("Issued from").InputAsync("2027-01-15T09:10");
        await page.Labelled("Issued until").InputAsync("2027-01-15T09:20");
        Assert.Empty(page.FindAll("tbody tr"));
        await page.Labelled("Issued from").InputAsync("2027-01-15T08:50");
        Assert.Single(page.FindAll("tbody tr"));
    }

    [Fact]
    public async Task Pages_are_turned_by_time_and_focus_follows()
    {
        var ids = await Domain.IssueManyAsync(Client, 30, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        var page = Open();
        Assert.Equal(25, page.FindAll("tbody tr").Count);

        await page.Button("Older page").ClickAsync(new());
        Assert.Equal(5, page.FindAll("tbody tr").Count);
        Assert.Equal($"{SiteMap.Tokens.Path}?before={ids[24]}", Host.PathAndQuery);
        Assert.Equal($"token-{ids[25]}", Host.Focused);

        await page.Button("Newer page").ClickAsync(new());
        Assert.Equal(25, page.FindAll("tbody tr").Count);
        Assert.Equal($"token-{ids[0]}", Host.Focused);
    }

    [Theory]
    [InlineData("?status=dead&issued=yesterday&expires=..&size=7&before=x&after=y&client=Z")]
    [InlineData("?issued=2027-01-15T09:00:00Z..2026-01-15T09:00:00Z&expires=a..b&size=1000000")]
    [InlineData("?q=%00&issued=....&expires=2027-99-99T09:00:00Z..")]
    public async Task Unknown_values_in_the_address_are_ignored(string query)
    {
        await Domain.IssueAsync(Client);

        var page = Open(query);

        Assert.Empty(page.FindAll("[role=alert]"));
        Assert.Equal("24h", page.Labelled("Issued").GetAttribute("value"));
    }

    [Fact]
    public void The_state_of_the_list_survives_its_address()
    {
        var query = new AdminPortal.Domain.AccessTokens.Rules.TokenQuery
        {
            Search = "billing & co",
            Client = Client,
            Status = AdminPortal.Domain.AccessTokens.Rules.TokenStatus.Revoked,
            Issued = PeriodChoice.Read("2027-01-15T09:00:00Z..", PeriodChoice.Issued)!,
            Expires = PeriodChoice.Read("..2027-01-16T09:00:00Z", PeriodChoice.Expires)!,
            PageSize = 50,
            Before = Guid.CreateVersion7(),
        };

        Assert.Equal(query, TokenListAddress.Read(new Uri($"https://portal.example{TokenListAddress.Write(query)}")));
    }

    [Fact]
    public async Task More_columns_are_shown_to_those_who_want_them_and_stand_in_the_address()
    {
        await Domain.IssueAsync(Client);
        var page = Open();
        Assert.DoesNotContain("192.0.2.7", page.Find("tbody").TextContent, StringComparison.Ordinal);

        foreach (var column in new[] { "Scopes", "Authenticated with", "Source address" })
        {
            await page.FindAll("label").Single(label => label.TextContent.Trim() == column).QuerySelector("input")!.ChangeAsync(true);
        }

        Assert.EndsWith("?show=scopes,credential,source", Uri.UnescapeDataString(Host.PathAndQuery), StringComparison.Ordinal);
        Assert.Equal(
            ["Scopes", "Authenticated with", "Source address"],
            page.FindAll("thead th[scope=col]").Select(header => header.TextContent.Trim()).SkipLast(1).TakeLast(3));
        var row = Words(page.Find("tbody tr").TextContent);
        Assert.Contains("A key from the client's JWKS URL", row, StringComparison.Ordinal);
        Assert.Contains("192.0.2.7", row, StringComparison.Ordinal);

        await page.FindAll("label").Single(label => label.TextContent.Trim() == "Source address").QuerySelector("input")!.ChangeAsync(false);
        Assert.EndsWith("?show=scopes,credential", Uri.UnescapeDataString(Host.PathAndQuery), StringComparison.Ordinal);
        Assert.Equal(TokenColumns.Source, TokenListAddress.ReadColumns(new Uri("https://portal.example/?show=source,nonsense")));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u05E9\u05DC\u05D5\u05DD gnp.exe")]
    [InlineData("\" onmouseover=\"alert(1)")]
    public async Task A_hostile_name_is_only_text(string name)
    {
        var hostile = await Domain.AddClientAsync(name);
        await Domain.IssueAsync(hostile);

        var page = Open($"?client={hostile}");

        Assert.Equal(name, page.Find("tbody td.name-cell").TextContent.Trim());
        Assert.Empty(page.FindAll("script, [onmouseover]"));
        Assert.Equal("BDI", page.Find("tbody td.name-cell a").Children.Single().TagName);
    }
}
