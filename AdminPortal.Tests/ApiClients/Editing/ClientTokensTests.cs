using AdminPortal.ApiClients.Editing;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Editing;

/// <summary>The tokens of a client on its own page: their tab, and what turning it off would revoke.</summary>
public sealed class ClientTokensTests : EditingTest
{
    [Fact]
    public async Task The_tokens_tab_stands_before_activity_and_shows_this_clients_tokens()
    {
        var id = await AddAsync(secrets: 0);
        var token = await Domain.IssueAsync(id);
        await Domain.IssueAsync(await Domain.AddClientAsync("Reports"));

        var page = OpenSaved(id, EditTabs.Tokens);

        Assert.Equal(["Client", "Resources", "Tokens", "Activity"], page.FindAll("[role=tab]").Select(tab => tab.TextContent.Trim()));
        var panel = page.Find("#panel-tokens");
        Assert.False(panel.HasAttribute("hidden"));
        Assert.Equal(
            ["Select all active tokens on this page", "JTI", "Issued At", "Expires At", "JWT", "Status", "Actions"],
            panel.QuerySelectorAll("thead th").Select(header => header.TextContent.Trim()));
        Assert.Equal(token.ToString(), Assert.Single(panel.QuerySelectorAll("tbody th code")).TextContent);
        Assert.Equal($"{SiteMap.Tokens.Path}?client={id}", page.Link("All tokens of this client").GetAttribute("href"));
    }

    [Fact]
    public async Task Nothing_is_asked_of_the_store_before_the_tab_is_in_front()
    {
        var id = await AddAsync(secrets: 0);
        await Domain.RenameTableAsync("IssuedTokens", "Gone");

        var page = OpenSaved(id);
        Assert.Empty(page.FindAll("#panel-tokens [role=alert]"));

        await page.FindAll("[role=tab]")[2].ClickAsync(new());
        Assert.EndsWith("?tab=tokens", Host.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_its_tokens_are_revoked_from_the_tab_and_the_form_meets_no_conflict()
    {
        var id = await AddAsync(secrets: 0);
        var token = await Domain.IssueAsync(id);
        var page = OpenSaved(id, EditTabs.Tokens);

        await page.Button("Revoke all tokens of Billing sync").ClickAsync(new());
        await page.Labelled("Type YES to confirm").InputAsync("YES");
        await page.Button("Revoke").ClickAsync(new());
        Assert.Contains("All tokens revoked by superuser", page.Find($"#status-{token}").TextContent, StringComparison.Ordinal);

        await page.Labelled("Description").ChangeAsync(new() { Value = "Copies invoices" });
        await SubmitAsync(page);
        Assert.Empty(page.FindAll("#conflict"));
        Assert.Equal("Copies invoices", (await ReadAsync(id)).Details.Description);
    }

    [Fact]
    public async Task The_word_YES_belongs_to_no_form_so_that_enter_saves_nothing_beneath_it()
    {
        var id = await AddAsync(secrets: 0);
        var token = await Domain.IssueAsync(id);
        var page = OpenSaved(id, EditTabs.Tokens);

        await page.Button($"Revoke token {token}").ClickAsync(new());

        var form = page.Labelled("Type YES to confirm").GetAttribute("form");
        Assert.NotNull(form);
        Assert.Empty(page.FindAll($"#{form}"));
    }

    [Fact]
    public async Task Without_permission_for_tokens_there_is_no_tab_and_its_address_shows_the_first()
    {
        var id = await AddAsync(secrets: 0);
        await Domain.SetLevelAsync(PortalModule.Tokens, PermissionLevel.None);

        var page = OpenSaved(id, EditTabs.Tokens);

        Assert.DoesNotContain(page.FindAll("[role=tab]"), tab => tab.TextContent.Trim() == "Tokens");
        Assert.False(page.Find("#panel-client").HasAttribute("hidden"));
    }

    [Fact]
    public async Task A_view_only_administrator_has_the_tab_too()
    {
        var id = await AddAsync(secrets: 0);
        var token = await Domain.IssueAsync(id);
        SignIn(Domain.Auditor);

        var page = OpenSaved(id, EditTabs.Tokens);

        Assert.True(page.HasButton($"View token {token}"));
        Assert.False(page.HasButton("Revoke all tokens of Billing sync"));
    }

    [Fact]
    public async Task Turning_the_status_off_says_how_many_tokens_that_revokes_and_for_how_long_they_are_accepted_offline()
    {
        var id = await AddAsync(secrets: 0);
        await Domain.IssueManyAsync(id, 12, TimeSpan.FromMinutes(17), TimeSpan.FromMinutes(1));
        var page = OpenSaved(id);

        await page.Find("input[role=switch]").ChangeAsync(new() { Value = false });

        Assert.Contains("It holds 12 active tokens, revoked with the update.", page.Find(".notice-warning").TextContent, StringComparison.Ordinal);
        Assert.Contains("in 43 minutes", page.Find(".notice-warning").TextContent, StringComparison.Ordinal);
        Assert.True((await ReadAsync(id)).Details.IsActive);
    }

    [Fact]
    public async Task Where_the_tokens_cannot_be_counted_the_warning_says_what_holds_for_any_number()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        await Domain.RenameTableAsync("IssuedTokens", "Gone");

        await page.Find("input[role=switch]").ChangeAsync(new() { Value = false });

        Assert.Contains("within 24 hours", page.Find(".notice-warning").TextContent, StringComparison.Ordinal);
    }
}
