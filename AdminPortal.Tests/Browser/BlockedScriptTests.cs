using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>A browser or a proxy that keeps scripts from a page: what they did is missed, and the page works on.</summary>
public sealed class BlockedScriptTests(FurnishedPortal furnished) : IClassFixture<FurnishedPortal>
{
    [Theory]
    [InlineData("MudBlazor", "**/_content/MudBlazor/*.js")]
    [InlineData("time zone", "**/js/timezone*.js")]
    [InlineData("focus", "**/js/focus*.js")]
    public async Task A_page_lives_without_the_scripts_of_its_frame(string what, string blocked)
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.Page.RouteAsync(blocked, route => route.AbortAsync());

        await visitor.OpenAsync("/administration/api-configuration/oneapi/api-clients/new");
        await visitor.Box("Name").FillAsync($"Without {what}");
        await visitor.Button("Save").ClickAsync();

        await Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "New API client" })).ToContainTextAsync($"Without {what}");
        Assert.Contains(visitor.Complaints, complaint => complaint.Contains("ERR_FAILED", StringComparison.Ordinal));
    }
}
