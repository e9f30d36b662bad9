using AdminPortal.ApiClients.Editing;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Tests.ApiClients.Editing;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Failures;

public sealed class RecentFailuresTests : EditingTest
{
    [Fact]
    public async Task The_activity_tab_lists_why_the_client_got_no_token_newest_first()
    {
        var id = await AddAsync(secrets: 1);
        await Domain.FailAsync(id.Value, "secret ab12... expired on 2027-01-01T00:00:00Z");
        var newest = await Domain.FailAsync(id.Value, "aud is 'x'; it must be https://portal.example");

        var page = OpenSaved(id, EditTabs.Activity);

        var panel = page.Find("#panel-activity");
        Assert.False(panel.HasAttribute("hidden"));
        Assert.Equal(["Time", "Method", "Source address", "Reason", "Reference"], panel.QuerySelectorAll("thead th").Select(header => header.TextContent));
        Assert.Equal(
            ["just now", "Secret in the form, unverified", FailureSeed.Source, "aud is 'x'; it must be https://portal.example"],
            panel.QuerySelectorAll("tbody tr:first-child td").Select(cell => cell.TextContent));
        Assert.Equal(2, panel.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(newest, page.Button($"Copy reference {newest}").GetAttribute("data-copy"));
        Assert.Equal("2 failed requests", panel.QuerySelector("p[role=status]")!.TextContent);
    }

    [Fact]
    public async Task Nothing_is_asked_of_the_store_before_the_tab_is_in_front()
    {
        var id = await AddAsync(secrets: 0);
        await Domain.RenameTableAsync("TokenFailures", "Gone");

        var page = OpenSaved(id);
        Assert.Empty(page.FindAll("#panel-activity [role=alert]"));

        await page.Button("Activity").ClickAsync(new());
        Assert.EndsWith("?tab=activity", Host.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_failures_it_says_so_and_refresh_brings_those_that_came_since()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id, EditTabs.Activity);
        Assert.Contains("No failures in the last 14 days", page.Find("#panel-activity").TextContent, StringComparison.Ordinal);

        await Domain.FailAsync(id.Value, "client is inactive");
        await page.Button("Refresh").ClickAsync(new());

        Assert.Contains("client is inactive", page.Find("#panel-activity tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_table_does_not_show_stands_beneath_it()
    {
        var id = await AddAsync(secrets: 0);
        var journal = Domain.Get<FailureJournal>();
        for (var number = 0; number < ListTokenFailures.MaxShown + 1; number++)
        {
            journal.Fail(id.Value);
            journal.Throttle(id.Value);
        }

        await journal.FlushAsync(Cancellation);
        Domain.Clock.Advance(TimeSpan.FromMinutes(3));

        var page = OpenSaved(id, EditTabs.Activity);

        var words = string.Join(' ', page.Find("#panel-activity .table-foot").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
            "1 older one is found by reference only. 51 more throttled with “Too many failed attempts” and only counted. The latest of those: 3 minutes ago.",
            words);
    }

    [Fact]
    public async Task When_the_store_breaks_the_tab_says_so_and_tries_again()
    {
        var id = await AddAsync(secrets: 0);
        await Domain.FailAsync(id.Value);
        await Domain.RenameTableAsync("TokenFailures", "Gone");
        var page = OpenSaved(id, EditTabs.Activity);
        Assert.Contains("Couldn't load recent failures", page.Find("#panel-activity [role=alert]").TextContent, StringComparison.Ordinal);

        await Domain.RenameTableAsync("Gone", "TokenFailures");
        await page.Button("Try again").ClickAsync(new());

        Assert.Single(page.FindAll("#panel-activity tbody tr"));
    }

    [Fact]
    public async Task A_view_only_administrator_sees_them_too()
    {
        var id = await AddAsync(secrets: 0);
        await Domain.FailAsync(id.Value, "client is inactive");
        SignIn(Domain.Auditor);

        var page = OpenSaved(id, EditTabs.Activity);

        Assert.Contains("client is inactive", page.Find("#panel-activity tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_reason_is_inert_text()
    {
        var id = await AddAsync(secrets: 0);
        await Domain.FailAsync(id.Value, "kid '<img src=x onerror=alert(1)>' is not known");

        var page = OpenSaved(id, EditTabs.Activity);

        Assert.Equal("kid '<img src=x onerror=alert(1)>' is not known", page.Find("#panel-activity .reason").TextContent);
    }

    [Fact]
    public void A_client_that_is_not_saved_yet_has_no_activity()
    {
        var page = OpenNew(EditTabs.Activity);

        Assert.False(page.HasButton("Activity"));
        Assert.False(page.Find("#panel-client").HasAttribute("hidden"));
    }
}
