using AdminPortal.Tests.Account;

namespace AdminPortal.Tests.Hosting.Headers;

/// <summary>The headers of the program's own pages, as they leave it.</summary>
public sealed class OwnPagesTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    private const string OneApi = "/administration/api-configuration/oneapi";

    [Theory]
    [InlineData("/administration")]
    [InlineData($"{OneApi}/api-clients")]
    [InlineData($"{OneApi}/api-clients/new")]
    [InlineData($"{OneApi}/api-clients/iq41q3fpgg6st")]
    [InlineData($"{OneApi}/api-resources")]
    [InlineData("/nothing-here")]
    [InlineData("/status/403")]
    [InlineData("/error")]
    [InlineData("/setup")]
    public async Task A_page_is_kept_by_nobody_framed_by_nobody_and_runs_no_script_but_ours(string path)
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);

        AssertIsGuarded(await browser.GetAsync(path));
    }

    [Fact]
    public async Task So_is_the_page_where_people_sign_in()
    {
        using var browser = portal.NewBrowser();

        AssertIsGuarded(await browser.GetAsync("/sign-in"));
        AssertIsGuarded(await browser.SignInAsync("alice", "a wrong password"));
    }

    private static void AssertIsGuarded(Answer page)
    {
        var policy = page.Headers["Content-Security-Policy"].Split("; ").ToDictionary(
            directive => directive.Split(' ')[0], directive => directive[(directive.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);

        Assert.Equal(("'self'", "'none'", "'self'", "'none'"), (policy["script-src"], policy["object-src"], policy["base-uri"], policy["frame-ancestors"]));
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        Assert.Equal("DENY", page.Headers["X-Frame-Options"]);
    }
}
