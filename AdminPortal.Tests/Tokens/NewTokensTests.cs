using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Support;
using AdminPortal.Tokens.Listing;
using Bunit;

namespace AdminPortal.Tests.Tokens;

/// <summary>Tokens that come while the list is read.</summary>
public sealed class NewTokensTests : TokenPageTest
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task New_tokens_are_told_and_move_nothing_before_they_are_asked_for()
    {
        await Domain.IssueAsync(Client, Moment);
        var page = Open();

        await ComeAndLookAsync(3);
        page.WaitForAssertion(() => Assert.Contains("3 new tokens", page.Find(".token-notes [role=status]").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll("tbody tr"));

        await page.Button("Show").ClickAsync(new());
        Assert.Equal(4, page.FindAll("tbody tr").Count);
        Assert.DoesNotContain("new token", page.Find(".token-notes").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_dialog_is_read_in_peace()
    {
        var id = await Domain.IssueAsync(Client, Moment);
        var page = Open();
        await page.Button($"View token {id}").ClickAsync(new());

        await ComeAndLookAsync(1);
        await page.InvokeAsync(() => { });

        Assert.DoesNotContain("new token", page.Find(".token-notes").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_page_is_read_in_peace()
    {
        await Domain.IssueManyAsync(Client, 30, Moment, Moment);
        var page = Open();
        await page.Button("Older page").ClickAsync(new());

        await ComeAndLookAsync(1);
        await page.InvokeAsync(() => { });

        Assert.DoesNotContain("new token", page.Find(".token-notes").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_lost_the_permission_is_refused_once_and_not_every_ten_seconds()
    {
        await Domain.IssueAsync(Client, Moment);
        var page = Open();
        await Domain.SetLevelAsync(PortalModule.Tokens, PermissionLevel.None);

        for (var look = 0; look < 3; look++)
        {
            Domain.Clock.Advance(TokenBrowser.LookEvery);
            await page.InvokeAsync(() => { });
            await Task.Delay(100, DomainHost.Cancellation);
        }

        await using var db = await Domain.ReadAsync();
        Assert.Single(db.AuditEntries.Where(entry => entry.SubCategory == "Access Token"));
    }

    private async Task ComeAndLookAsync(int tokens)
    {
        Domain.Clock.Advance(Moment);
        await Domain.IssueManyAsync(Client, tokens, default, TimeSpan.FromMilliseconds(1));
        Domain.Clock.Advance(TokenBrowser.LookEvery);
    }
}
