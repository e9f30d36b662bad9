using System.Net;
using AdminPortal.Account.OpenPages;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Account.OpenPages;

/// <summary>One session with more pages than anybody looks at.</summary>
public sealed class ManyPagesTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    [Fact]
    public async Task A_session_has_so_many_pages_open_and_the_next_one_says_why_it_is_refused()
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        var pages = new List<RawCircuit>();
        for (var i = 0; i < SessionPages.MostOpen; i++)
        {
            pages.Add(await ConnectAsync(browser));
            Assert.NotNull(await pages[^1].StartAsync());
        }

        await using var tooMany = await ConnectAsync(browser);
        Assert.Null(await tooMany.StartAsync());
        var refused = await browser.GetAsync("/administration");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("Too many pages are open in this browser.", refused.Html, StringComparison.Ordinal);

        await pages[0].CutOffAsync();
        await Eventually.HoldsAsync(async () => (await browser.GetAsync("/administration")).Status == HttpStatusCode.OK);
        foreach (var page in pages)
        {
            await page.DisposeAsync();
        }
    }

    [Fact]
    public async Task Of_the_pages_that_are_cut_off_a_session_keeps_the_latest_few()
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        var circuits = new List<string>();
        for (var i = 0; i <= SessionPages.MostCutOff; i++)
        {
            await using var page = await ConnectAsync(browser);
            circuits.Add(Assert.IsType<string>(await page.StartAsync()));
            await page.CutOffAsync();
        }

        await using var returning = await ConnectAsync(browser);
        Assert.True(await returning.ResumeAsync(circuits[^1]));
        await using var late = await ConnectAsync(browser);
        await Eventually.HoldsAsync(async () => !await late.ResumeAsync(circuits[0]));
    }

    private Task<RawCircuit> ConnectAsync(Browser browser) => RawCircuit.ConnectAsync(portal.Process.PublicUrl, browser.CookieHeader);
}
