using System.Net;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Account;

public sealed class SessionCookieTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Under_a_plain_issuer_cookies_have_plain_names_and_the_strictest_use_they_can()
    {
        using var browser = portal.NewBrowser();

        var form = await browser.GetAsync("/sign-in");
        var signedIn = await browser.SignInAsync("alice", PortalWithAlice.Password);

        AssertCookie(form.SetCookie("AdminPortal-Antiforgery"), "strict", secure: false);
        AssertCookie(signedIn.SetCookie("AdminPortal"), "lax", secure: false);
        AssertCookie(signedIn.SetCookie("AdminPortal-Browser"), "strict", secure: false);
        Assert.DoesNotContain("expires", signedIn.SetCookie("AdminPortal"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Under_an_https_issuer_they_are_bound_to_this_host_and_secure_even_behind_a_silent_proxy()
    {
        await using var secured = await PortalProcess.StartAsync(
            Cancellation, [.. PortalWithAlice.Settings, ("Portal:Issuer", "https://portal.example")]);
        using var browser = new Browser(secured.PublicUrl);

        var form = await browser.GetAsync("/sign-in");
        var signedIn = await browser.SignInAsync("alice", PortalWithAlice.Password);

        AssertCookie(form.SetCookie("__Host-AdminPortal-Antiforgery"), "strict", secure: true);
        AssertCookie(signedIn.SetCookie("__Host-AdminPortal"), "lax", secure: true);
        AssertCookie(signedIn.SetCookie("__Host-AdminPortal-Browser"), "strict", secure: true);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/administration")).Status);
    }

    [Fact]
    public async Task Signing_in_gives_a_new_session()
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        var first = browser.Cookies["AdminPortal"];
        using var again = browser.WithCookiesOf("AdminPortal-Browser");

        await again.SignInAsync("alice", PortalWithAlice.Password);

        Assert.NotEqual(first, again.Cookies["AdminPortal"]);
    }

    [Fact]
    public async Task After_signing_out_a_copy_of_the_cookie_opens_nothing()
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        using var copy = browser.WithCookiesOf("AdminPortal");
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/administration")).Status);
        await browser.GetAsync("/administration");

        var signedOut = await browser.PostAsync("/sign-out");

        Assert.Equal((HttpStatusCode.Found, "/sign-in"), (signedOut.Status, signedOut.Location));
        Assert.Equal(HttpStatusCode.Found, (await copy.GetAsync("/administration")).Status);
        Assert.Equal("/sign-in", (await browser.PostAsync("/sign-out")).Location);
    }

    [Fact]
    public async Task Who_is_signed_in_is_led_past_the_sign_in_page()
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);

        Assert.Equal("/administration", (await browser.GetAsync("/sign-in?returnUrl=%2Fadministration")).Location);
        Assert.Contains("alice", (await browser.GetAsync("/administration")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_keeps_the_session_and_no_file_or_line_holds_the_password()
    {
        await using var own = await PortalProcess.StartAsync(Cancellation, PortalWithAlice.Settings);
        using var browser = new Browser(own.PublicUrl);
        await browser.SignInAsync(PortalWithAlice.Password, "typed one field too early");
        await browser.SignInAsync("alice", PortalWithAlice.Password);

        await own.KillAsync();
        await own.StartAgainAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/administration")).Status);
        await own.KillAsync();
        SqliteConnection.ClearAllPools();
        Assert.DoesNotContain(own.Log, line => line.Contains("canary", StringComparison.Ordinal));
        Assert.All(DataFiles.In(own.DataDirectory), file =>
            Assert.DoesNotContain("canary", File.ReadAllText(file, System.Text.Encoding.Latin1), StringComparison.Ordinal));
    }

    private static void AssertCookie(string cookie, string sameSite, bool secure)
    {
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"; samesite={sameSite}", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(secure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
        Assert.True(cookie.Length < 4096);
    }
}
