using System.Globalization;
using System.Net;
using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.Administrators.Rules.Sessions;

namespace AdminPortal.Tests.Account;

public sealed class SignInTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    private const string Refusal = "The user name or password is incorrect.";

    [Theory]
    [InlineData("/administration?x=1", "/sign-in?returnUrl=%2Fadministration%3Fx%3D1")]
    [InlineData("/", "/sign-in?returnUrl=%2F")]
    public async Task A_page_leads_whoever_is_not_signed_in_to_the_sign_in_page(string page, string location)
    {
        using var browser = portal.NewBrowser();

        var answer = await browser.GetAsync(page);

        Assert.Equal((HttpStatusCode.Found, location), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_opens_a_circuit()
    {
        using var browser = portal.NewBrowser();

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/nothing-here")).Status);
        Assert.DoesNotContain("blazor.web", (await browser.GetAsync("/nothing-here")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_serves_password_managers_and_the_keyboard()
    {
        using var browser = portal.NewBrowser();

        var html = (await browser.GetAsync("/sign-in")).Html;

        Assert.Contains("autocomplete=\"username\"", html, StringComparison.Ordinal);
        Assert.Contains("autocomplete=\"current-password\"", html, StringComparison.Ordinal);
        Assert.Contains("autofocus", html, StringComparison.Ordinal);
        Assert.Contains("Show password", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice", "a wrong password")]
    [InlineData("mallory", "a wrong password")]
    [InlineData("alice", "")]
    public async Task Every_failure_reads_the_same(string userName, string password)
    {
        using var browser = portal.NewBrowser("192.0.2.1");

        var answer = await browser.SignInAsync(userName, password);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains(Refusal, answer.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.SetCookies, cookie => cookie.StartsWith("AdminPortal=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Five_failures_lock_a_stranger_out_in_words_while_the_known_browser_still_gets_in()
    {
        using var stranger = portal.NewBrowser("192.0.2.2");
        using var known = portal.NewBrowser("192.0.2.2");
        Assert.Equal(HttpStatusCode.Found, (await known.SignInAsync("alice", PortalWithAlice.Password)).Status);
        for (var i = 0; i < 5; i++)
        {
            Assert.Contains(Refusal, (await stranger.SignInAsync("alice", "a wrong password")).Html, StringComparison.Ordinal);
        }

        var locked = await stranger.SignInAsync("alice", PortalWithAlice.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, locked.Status);
        Assert.Contains("Too many failed attempts. Try again in 5 minutes.", locked.Html, StringComparison.Ordinal);
        using var returning = known.WithCookiesOf("AdminPortal-Browser");
        Assert.Equal(HttpStatusCode.Found, (await returning.SignInAsync("alice", PortalWithAlice.Password)).Status);
        using var elsewhere = portal.NewBrowser("198.51.100.9");
        Assert.Equal(HttpStatusCode.Found, (await elsewhere.SignInAsync("alice", PortalWithAlice.Password)).Status);
    }

    [Fact]
    public async Task A_known_browser_that_spells_its_cookie_anew_for_each_guess_is_still_the_same_browser()
    {
        using var known = portal.NewBrowser("192.0.2.4");
        Assert.Equal(HttpStatusCode.Found, (await known.SignInAsync("alice", PortalWithAlice.Password)).Status);
        var cookie = known.Cookies["AdminPortal-Browser"];
        for (var guess = 0; guess < SignInFailures.LimitOfKnownBrowser; guess++)
        {
            using var spelled = known.WithCookiesOf();
            spelled.Cookies["AdminPortal-Browser"] = $"{cookie[..guess]}%{(int)cookie[guess]:X2}{cookie[(guess + 1)..]}";
            Assert.Contains(Refusal, (await spelled.SignInAsync("alice", "a wrong password")).Html, StringComparison.Ordinal);
        }

        using var next = known.WithCookiesOf();
        next.Cookies["AdminPortal-Browser"] = cookie.Replace("C", "%43", StringComparison.Ordinal);
        var locked = await next.SignInAsync("alice", PortalWithAlice.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, locked.Status);
        Assert.InRange(int.Parse(locked.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 300);
    }

    [Fact]
    public async Task Two_browsers_that_know_the_same_administrator_are_counted_apart()
    {
        using var one = portal.NewBrowser("192.0.2.5");
        using var other = portal.NewBrowser("192.0.2.5");
        await one.SignInAsync("alice", PortalWithAlice.Password);
        await other.SignInAsync("alice", PortalWithAlice.Password);
        for (var guess = 0; guess < SignInFailures.LimitOfKnownBrowser; guess++)
        {
            using var guessing = one.WithCookiesOf("AdminPortal-Browser");
            await guessing.SignInAsync("alice", "a wrong password");
        }

        using var locked = one.WithCookiesOf("AdminPortal-Browser");
        using var returning = other.WithCookiesOf("AdminPortal-Browser");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await locked.SignInAsync("alice", PortalWithAlice.Password)).Status);
        Assert.Equal(HttpStatusCode.Found, (await returning.SignInAsync("alice", PortalWithAlice.Password)).Status);
    }

    [Fact]
    public async Task Beyond_the_queue_of_strangers_the_next_one_is_told_to_come_again()
    {
        // Each from a network of its own, so that nobody is locked out, and more at once than wait on any machine.
        List<Browser> crowd = [];
        while (crowd.Count < 4 * (HashingTurns.MostWaiting + Environment.ProcessorCount))
        {
            crowd.Add(portal.NewBrowser($"198.18.{crowd.Count / 250}.{crowd.Count % 250}"));
        }

        await Task.WhenAll(crowd.Select(browser => browser.GetAsync("/sign-in")));
        var answers = await Task.WhenAll(crowd.Select(browser => browser.PostAsync(
            "/sign-in", ("_handler", "sign-in"), ("Input.UserName", "alice"), ("Input.Password", "a wrong password"))));
        crowd.ForEach(browser => browser.Dispose());

        var busy = answers.Where(answer => answer.Status == HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(busy);
        Assert.All(busy, answer => Assert.Equal("5", answer.Headers["Retry-After"]));
        Assert.All(
            busy,
            answer => Assert.Contains("Too many people are signing in at the moment. Try again in a few seconds.", answer.Html, StringComparison.Ordinal));
        Assert.All(answers.Except(busy), answer => Assert.Contains(Refusal, answer.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_forged_browser_cookie_is_that_of_a_stranger()
    {
        using var browser = portal.NewBrowser("192.0.2.3");
        browser.Cookies["AdminPortal-Browser"] = "forged";

        Assert.Equal(HttpStatusCode.Found, (await browser.SignInAsync("alice", PortalWithAlice.Password)).Status);
    }

    [Theory]
    [InlineData("/administration/api-configuration?x=1", "/administration/api-configuration?x=1")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/café", "/")]
    [InlineData("/sign-out", "/")]
    [InlineData("", "/")]
    public async Task Signing_in_leads_to_an_address_of_this_site_whatever_the_link_said(string asked, string led)
    {
        using var browser = portal.NewBrowser();

        var answer = await browser.SignInAsync("alice", PortalWithAlice.Password, $"/sign-in?returnUrl={Uri.EscapeDataString(asked)}");

        Assert.Equal((HttpStatusCode.Found, led), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task Without_the_forms_token_nobody_is_signed_in_or_out()
    {
        using var browser = portal.NewBrowser();
        var forged = await browser.PostAsync(
            "/sign-in", ("_handler", "sign-in"), ("Input.UserName", "alice"), ("Input.Password", PortalWithAlice.Password));
        Assert.Equal(HttpStatusCode.BadRequest, forged.Status);
        Assert.DoesNotContain(forged.SetCookies, cookie => cookie.StartsWith("AdminPortal=", StringComparison.Ordinal));

        await browser.SignInAsync("alice", PortalWithAlice.Password);
        browser.Forget();

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sign-out")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/administration")).Status);
    }
}
