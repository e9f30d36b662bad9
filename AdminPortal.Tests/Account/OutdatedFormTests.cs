using System.Net;

namespace AdminPortal.Tests.Account;

/// <summary>Two tabs of one browser, of which the one does not know what happened in the other. They share their cookies.</summary>
public sealed class OutdatedFormTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    private const string Own = "same-origin";

    [Fact]
    public async Task The_second_of_two_sign_in_forms_says_who_is_signed_in_and_leads_on()
    {
        var (first, second) = Tabs();
        await second.GetAsync("/sign-in?returnUrl=%2Fadministration");
        await first.SignInAsync("alice", PortalWithAlice.Password);

        var sent = await SignInAgainAsync(second, "/sign-in?returnUrl=%2Fadministration");
        var page = await second.GetAsync(sent.Location!);

        Assert.Equal((HttpStatusCode.Found, "/sign-in?returnUrl=%2Fadministration&outdated=true"), (sent.Status, sent.Location));
        Assert.Contains("in another tab", page.Html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/administration\">Continue as that administrator</a>", page.Html, StringComparison.Ordinal);
        var again = await SignInAgainAsync(second, sent.Location!);
        Assert.Equal((HttpStatusCode.Found, "/administration"), (again.Status, again.Location));
    }

    [Fact]
    public async Task A_sign_in_form_of_a_session_that_was_ended_elsewhere_is_given_anew_with_a_word()
    {
        var (first, second) = Tabs();
        await first.SignInAsync("alice", PortalWithAlice.Password);
        await second.GetAsync("/sign-in?outdated=true");
        await first.GetAsync("/administration");
        await first.PostAsync("/sign-out");

        var sent = await SignInAgainAsync(second, "/sign-in");
        var page = await second.GetAsync(sent.Location!);

        Assert.Equal((HttpStatusCode.Found, "/sign-in?outdated=true"), (sent.Status, sent.Location));
        Assert.Contains("The form you sent was out of date", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await SignInAgainAsync(second, "/sign-in")).Status);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/administration")).Status);
    }

    [Fact]
    public async Task Signing_out_in_a_page_of_an_earlier_session_signs_out()
    {
        var (first, second) = Tabs();
        await first.SignInAsync("alice", PortalWithAlice.Password);
        await second.GetAsync("/administration");
        await first.GetAsync("/administration");
        await first.PostAsync("/sign-out");
        await first.SignInAsync("alice", PortalWithAlice.Password);

        var signedOut = await second.PostAsync("/sign-out");

        Assert.Equal((HttpStatusCode.Found, "/sign-in"), (signedOut.Status, signedOut.Location));
        Assert.Equal(HttpStatusCode.Found, (await first.GetAsync("/administration")).Status);
    }

    [Fact]
    public async Task Set_up_sent_a_second_time_leads_to_the_sign_in_page()
    {
        var (first, _) = Tabs();

        var sent = await first.PostAsync("/setup", ("_handler", "setup"), ("Input.Token", "spent"));
        var page = await first.GetAsync(sent.Location!);

        Assert.Equal((HttpStatusCode.Found, "/sign-in?created=meanwhile"), (sent.Status, sent.Location));
        Assert.Contains("The first administrator has already been created. Sign in instead.", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-in", "cross-site")]
    [InlineData("/sign-out", "cross-site")]
    [InlineData("/sign-in", null)]
    [InlineData("/sign-out", null)]
    public async Task What_another_site_sends_is_refused_with_words(string path, string? from)
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        using var forged = new Browser(portal.Process.PublicUrl) { FetchSite = from, Cookies = browser.Cookies };

        var answer = await forged.PostAsync(path, ("_handler", "sign-in"), ("Input.UserName", "alice"), ("Input.Password", PortalWithAlice.Password));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Reload the page you came from and try again", answer.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/administration")).Status);
    }

    private (Browser First, Browser Second) Tabs()
    {
        var cookies = new Dictionary<string, string>(StringComparer.Ordinal);
        return (
            new Browser(portal.Process.PublicUrl) { FetchSite = Own, Cookies = cookies },
            new Browser(portal.Process.PublicUrl) { FetchSite = Own, Cookies = cookies });
    }

    private static Task<Answer> SignInAgainAsync(Browser tab, string path) =>
        tab.PostAsync(path, ("_handler", "sign-in"), ("Input.UserName", "alice"), ("Input.Password", PortalWithAlice.Password));
}
