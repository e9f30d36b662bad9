using AdminPortal.AllTokens;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Support;
using AngleSharp.Dom;
using Bunit;

namespace AdminPortal.Tests.Tokens;

/// <summary>Viewing a token's claims, revoking one, revoking all of a client.</summary>
public sealed class TokenDialogTests : TokenPageTest
{
    [Fact]
    public async Task The_claims_of_a_token_are_shown_and_each_is_explained()
    {
        var id = await Domain.IssueAsync(Client);
        var page = Open();

        await page.Button($"View token {id}").ClickAsync(new());

        var dialog = page.Find("dialog");
        Assert.Contains("The signed string is not stored", dialog.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["typ", "alg", "kid", "iss", "sub", "client_id", "aud", "scope", "iat", "nbf", "exp", "jti", "service-info"],
            dialog.QuerySelectorAll("th[scope=row]").Select(name => name.TextContent));
        Assert.All(dialog.QuerySelectorAll("tbody tr"), row => Assert.NotEmpty(row.QuerySelector("td:last-child")!.TextContent.Trim()));
        Assert.Contains("15 Jan 2027, 10:30 UTC", dialog.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", page.Markup, StringComparison.Ordinal);

        await page.Button("Close").ClickAsync(new());
        Assert.Empty(page.FindAll("dialog"));
    }

    [Fact]
    public async Task The_dialog_says_what_revoking_does_and_for_how_long_it_does_not_reach_everybody()
    {
        var id = await Domain.IssueAsync(Client, TimeSpan.FromMinutes(17));
        var page = Open();

        await page.Button($"Revoke token {id}").ClickAsync(new());

        var dialog = Dialog(page, "Revoke token");
        var words = Words(dialog.TextContent);
        string[] told =
        [
            "Billing sync", Client.Value, id.ToString(), "cannot be undone",
            "verify tokens offline accept it until it expires, in 43 minutes (15 Jan 2027, 10:13 UTC)",
        ];
        foreach (var said in told)
        {
            Assert.Contains(said, words, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    public async Task Anything_but_YES_revokes_nothing(string typed)
    {
        var id = await Domain.IssueAsync(Client);
        var page = Open();

        await RevokeAsync(page, id, typed);

        Assert.Equal("true", page.Labelled("Type YES to confirm").GetAttribute("aria-invalid"));
        Assert.Contains("Active", page.Find($"#status-{id}").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task YES_revokes_and_focus_stays_on_the_state_of_the_row()
    {
        var id = await Domain.IssueAsync(Client);
        var page = Open();

        await RevokeAsync(page, id, "YES");

        Assert.Empty(page.FindAll("dialog"));
        Assert.Contains("Revoked by superuser", page.Find($"#status-{id}").TextContent, StringComparison.Ordinal);
        Assert.Equal($"status-{id}", Host.Focused);
        Assert.Equal(["Token of Billing sync revoked"], Host.Messages);
    }

    [Fact]
    public async Task Revoking_what_somebody_else_revoked_is_fine_and_said()
    {
        var id = await Domain.IssueAsync(Client);
        var page = Open();
        await Domain.Get<RevokeAccessToken>().ExecuteAsync(id, Domain.Superuser, DomainHost.Cancellation);

        await RevokeAsync(page, id, "YES");

        Assert.Equal(["This token was no longer active"], Host.Messages);
    }

    [Fact]
    public async Task A_permission_lost_meanwhile_is_told_in_the_dialog()
    {
        var id = await Domain.IssueAsync(Client);
        var page = Open();
        await Domain.SetLevelAsync(PortalModule.Tokens, PermissionLevel.ViewOnly);

        await RevokeAsync(page, id, "YES");

        Assert.Contains("This requires Full access to Tokens", page.Find("dialog [role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_told_in_the_dialog_and_what_was_typed_stays()
    {
        var id = await Domain.IssueAsync(Client);
        var page = Open();
        await page.Button($"Revoke token {id}").ClickAsync(new());
        await Domain.RenameTableAsync("IssuedTokens", "Away");

        await page.Labelled("Type YES to confirm").InputAsync("YES");
        await page.Button("Revoke").ClickAsync(new());

        Assert.Contains("try again. Reference:", page.Find("dialog [role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal("YES", page.Labelled("Type YES to confirm").GetAttribute("value"));
    }

    [Fact]
    public async Task Narrowed_to_one_client_all_its_tokens_can_be_revoked_at_once()
    {
        var id = await Domain.IssueAsync(Client);
        await Domain.IssueAsync(Client, TimeSpan.FromMinutes(30));
        await Domain.IssueAsync(await Domain.AddClientAsync("Reports"));
        var page = Open();
        Assert.False(page.HasButton("Revoke all tokens of Billing sync"));

        await page.FindAll("button").First(button => button.GetAttribute("aria-label") == "Only tokens of Billing sync").ClickAsync(new());
        await page.Button("Revoke all tokens of Billing sync").ClickAsync(new());
        Assert.Contains(
            "It holds 2 active tokens, revoked at once. Services that verify tokens offline accept them until the last one expires, in 1 hour",
            Words(Dialog(page, "Revoke all tokens").TextContent),
            StringComparison.Ordinal);
        await page.Labelled("Type YES to confirm").InputAsync("YES");
        await page.Button("Revoke").ClickAsync(new());

        Assert.Equal(["2 tokens of Billing sync revoked"], Host.Messages);
        Assert.Contains("All tokens revoked by superuser", page.Find($"#status-{id}").TextContent, StringComparison.Ordinal);
        await page.Button("Show all clients").ClickAsync(new());
        Assert.Equal(3, page.FindAll("tbody tr").Count);
    }

    private static IElement Dialog(IRenderedComponent<TokensPage> page, string title)
    {
        var dialog = page.Find("dialog");
        Assert.Equal(title, page.Find($"#{dialog.GetAttribute("aria-labelledby")}").TextContent);
        return dialog;
    }

    private static async Task RevokeAsync(IRenderedComponent<TokensPage> page, Guid id, string typed)
    {
        await page.Button($"Revoke token {id}").ClickAsync(new());
        await page.Labelled("Type YES to confirm").InputAsync(typed);
        await page.Button("Revoke").ClickAsync(new());
    }
}
