using AdminPortal.AllTokens;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Tests.Support;
using AdminPortal.Tokens.Listing;
using Bunit;

namespace AdminPortal.Tests.Tokens;

/// <summary>Several tokens picked from the list and revoked together.</summary>
public sealed class PickingTokensTests : TokenPageTest
{
    private const string All = "Select all active tokens on this page";

    [Fact]
    public async Task Picked_tokens_are_counted_and_revoked_together_once_YES_is_typed()
    {
        var other = await Domain.AddClientAsync("Reports");
        Guid[] ids = [await Domain.IssueAsync(Client), await Domain.IssueAsync(Client, TimeSpan.FromMinutes(10)), await Domain.IssueAsync(other)];
        var left = await Domain.IssueAsync(Client, TimeSpan.FromMinutes(5));
        var page = Open();

        foreach (var id in ids)
        {
            await SetAsync(page, $"Select token {id}", true);
        }

        Assert.Contains("3 tokens selected", page.Find(".token-notes [role=status]").TextContent, StringComparison.Ordinal);
        await page.Button("Revoke selected").ClickAsync(new());
        var said = Words(page.Find("dialog").TextContent);
        Assert.Contains("3 tokens of 2 clients: ", said, StringComparison.Ordinal);
        Assert.Contains($"Billing sync {Client.Value}: 2", said, StringComparison.Ordinal);
        Assert.Contains("the last one in 1 hour", said, StringComparison.Ordinal);
        await page.Labelled("Type YES to confirm").InputAsync("YES");
        await page.Button("Revoke").ClickAsync(new());

        Assert.Equal(["3 tokens revoked"], Host.Messages);
        Assert.All(ids, id => Assert.Contains("Revoked by superuser", page.Find($"#status-{id}").TextContent, StringComparison.Ordinal));
        Assert.Contains("Active", page.Find($"#status-{left}").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("selected", page.Find(".token-notes").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_are_active_are_picked_at_once_and_let_go_at_once()
    {
        await Domain.IssueManyAsync(Client, 3, default, TimeSpan.FromMinutes(1));
        var expired = await Domain.IssueAsync(Client, TimeSpan.FromHours(2));
        var page = Open();
        Assert.DoesNotContain(page.FindAll("label"), label => label.TextContent.Contains($"{expired}", StringComparison.Ordinal));

        await SetAsync(page, All, true);
        Assert.Contains("3 tokens selected", page.Find(".token-notes").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.FindAll("tbody input:checked").Count);

        await page.Button("Clear selection").ClickAsync(new());
        Assert.Empty(page.FindAll("input:checked"));
        await SetAsync(page, All, true);
        await SetAsync(page, All, false);
        Assert.Empty(page.FindAll("input:checked"));
    }

    [Fact]
    public async Task While_something_is_picked_no_new_token_is_told()
    {
        var id = await Domain.IssueAsync(Client, TimeSpan.FromSeconds(1));
        var page = Open();
        await SetAsync(page, $"Select token {id}", true);

        await Domain.IssueAsync(Client);
        Domain.Clock.Advance(TokenBrowser.LookEvery);
        await page.InvokeAsync(() => { });
        Assert.DoesNotContain("new token", page.Find(".token-notes").TextContent, StringComparison.Ordinal);

        await page.Button("Clear selection").ClickAsync(new());
        Domain.Clock.Advance(TokenBrowser.LookEvery);
        page.WaitForAssertion(() => Assert.Contains("1 new token", page.Find(".token-notes").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_longer_seen_or_has_expired_is_no_longer_picked()
    {
        await Domain.IssueManyAsync(Client, 30, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        var page = Open();
        await SetAsync(page, All, true);

        await page.Button("Older page").ClickAsync(new());
        Assert.DoesNotContain("selected", page.Find(".token-notes").TextContent, StringComparison.Ordinal);

        await SetAsync(page, All, true);
        Domain.Clock.Advance(TimeSpan.FromHours(1));
        page.WaitForAssertion(() => Assert.DoesNotContain("selected", page.Find(".token-notes").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_has_all_expired_a_moment_ago_opens_no_dialog()
    {
        var id = await Domain.IssueAsync(Client, TimeSpan.FromMinutes(59) + TimeSpan.FromSeconds(58));
        var page = Open();
        await SetAsync(page, $"Select token {id}", true);
        var revoke = page.Button("Revoke selected");
        Domain.Clock.Advance(TimeSpan.FromSeconds(3));

        await revoke.ClickAsync(new());

        Assert.Empty(page.FindAll("dialog"));
        Assert.DoesNotContain("selected", page.Find(".token-notes").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".is-selected"));
    }

    [Fact]
    public async Task What_another_revoked_meanwhile_is_told_apart()
    {
        var ids = await Domain.IssueManyAsync(Client, 2, default, TimeSpan.FromMinutes(1));
        var page = Open();
        await SetAsync(page, All, true);
        await Domain.Get<RevokeAccessToken>().ExecuteAsync(ids[0], Domain.Superuser, DomainHost.Cancellation);

        await page.Button("Revoke selected").ClickAsync(new());
        await page.Labelled("Type YES to confirm").InputAsync("YES");
        await page.Button("Revoke").ClickAsync(new());

        Assert.Equal(["1 token revoked; 1 no longer active"], Host.Messages);
    }

    [Fact]
    public async Task Whoever_may_only_look_picks_nothing()
    {
        await Domain.IssueAsync(Client);
        SignIn(Domain.Auditor);

        var page = Open();

        Assert.Empty(page.FindAll("table input"));
    }

    private static Task SetAsync(IRenderedComponent<TokensPage> page, string label, bool isWanted) =>
        page.FindAll("label").Single(element => element.TextContent.Trim() == label).QuerySelector("input")!.ChangeAsync(isWanted);
}
