using AdminPortal.AllTokens;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace AdminPortal.Tests.Tokens;

/// <summary>Who sees what on the Tokens page.</summary>
public sealed class TokensAccessTests : TokenPageTest
{
    [Fact]
    public async Task View_only_sees_tokens_and_claims_and_revokes_none()
    {
        var id = await Domain.IssueAsync(Client);
        SignIn(Domain.Auditor);

        var page = Open($"?client={Client}");

        Assert.True(page.HasButton("View only"));
        Assert.True(page.HasButton($"View token {id}"));
        Assert.False(page.HasButton($"Revoke token {id}"));
        Assert.False(page.HasButton("Revoke all tokens of Billing sync"));
        await page.Button($"View token {id}").ClickAsync(new());
        Assert.Contains("service-info", page.Find("dialog").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_permission_the_page_is_a_403_that_shows_nothing()
    {
        await Domain.IssueAsync(Client);
        SignIn(Domain.Nobody);
        var http = new DefaultHttpContext();
        Host.Navigation.NavigateTo(SiteMap.Tokens.Path);

        var page = Host.Render<CascadingValue<HttpContext>>(parameters => parameters
            .Add(cascade => cascade.Value, http)
            .AddChildContent<TokensPage>());

        Assert.Equal(StatusCodes.Status403Forbidden, http.Response.StatusCode);
        Assert.Equal("You can't view this page", page.Find("h1").TextContent);
        Assert.DoesNotContain("Billing sync", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_see_tokens_but_not_clients_is_offered_no_way_to_them()
    {
        await Domain.IssueAsync(Client);
        await Domain.SetLevelAsync(PortalModule.ApiClients, PermissionLevel.None);

        var page = Open();

        Assert.Empty(page.FindAll("tbody a"));
        Assert.Equal("Billing sync", page.Find("tbody td.name-cell").TextContent.Trim());
    }
}
