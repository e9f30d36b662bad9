using System.Net;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Hosting;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Account;

public sealed class SetupTests
{
    private const string Password = "canary horse battery";
    private const string LinkStart = "/setup#token=";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_in_the_log_creates_the_first_administrator_and_then_set_up_does_not_exist()
    {
        await using var portal = await PortalProcess.StartForTheFirstTimeAsync(Cancellation);
        using var browser = new Browser(portal.PublicUrl);
        Assert.Equal("/setup", (await browser.GetAsync("/sign-in")).Location);
        Assert.Equal("Set up", (await browser.GetAsync("/setup")).Heading);

        var created = await browser.SetUpAsync(TokenIn(portal), "alice", Password);

        Assert.Equal((HttpStatusCode.Found, "/sign-in?created=true"), (created.Status, created.Location));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/setup")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SetUpAsync(TokenIn(portal), "bob", Password)).Status);
        using var stranger = new Browser(portal.PublicUrl);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync("/setup/", ("_handler", "setup"))).Status);
        Assert.Equal(HttpStatusCode.Found, (await browser.SignInAsync("alice", Password)).Status);
        Assert.Equal("Administration", (await browser.GetAsync("/administration")).Heading);
    }

    [Fact]
    public async Task Each_start_prints_one_link_with_a_new_token_until_there_is_an_administrator()
    {
        await using var portal = await PortalProcess.StartForTheFirstTimeAsync(Cancellation);
        var first = TokenIn(portal);
        await portal.KillAsync();
        await portal.StartAgainAsync(Cancellation);
        var second = TokenIn(portal);
        using var browser = new Browser(portal.PublicUrl);

        Assert.NotEqual(first, second);
        Assert.Equal(22, second.Length);
        Assert.Contains("That setup token is not valid. Find the current one in the server log.",
            (await browser.SetUpAsync(first, "alice", Password)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await browser.SetUpAsync(second, "alice", Password)).Status);

        await portal.KillAsync();
        await portal.StartAgainAsync(Cancellation);
        Assert.Equal(2, portal.Log.Count(line => line.Contains(LinkStart, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Faults_stand_at_their_fields_the_token_stays_good_and_no_password_is_sent_back()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation);
        using var browser = new Browser(portal.PublicUrl);

        var refused = await browser.SetUpAsync(TokenIn(portal), "al", "canary");

        Assert.Contains("User name must be 3 to 64 characters long", refused.Html, StringComparison.Ordinal);
        Assert.Contains("Password must be at least 12 characters long", refused.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"/setup#field-password\"", refused.Html, StringComparison.Ordinal);
        Assert.Contains("<title>Error: ", refused.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refused.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await browser.SetUpAsync(TokenIn(portal), "alice", Password)).Status);
    }

    [Fact]
    public async Task Fields_that_the_form_does_not_have_are_not_heard()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation);
        using var browser = new Browser(portal.PublicUrl);
        await browser.GetAsync("/setup");

        var created = await browser.PostAsync(
            "/setup", ("_handler", "setup"), ("Input.Token", TokenIn(portal)), ("Input.UserName", "alice"), ("Input.Password", Password),
            ("Input.Id", "chosen"), ("Input.IsDisabled", "true"), ("Input.SecurityStamp", "chosen"), ("Input.Role", "Auditor"), ("errors[0].Code", "x"));
        await browser.GetAsync("/sign-in");
        var signedIn = await browser.PostAsync(
            "/sign-in", ("_handler", "sign-in"), ("Input.UserName", "alice"), ("Input.Password", Password),
            ("Input.BrowserKnows[0]", "chosen"), ("Input.Previous.AdministratorId", "chosen"), ("ReturnUrl", "https://evil.example"));

        Assert.Equal((HttpStatusCode.Found, "/sign-in?created=true"), (created.Status, created.Location));
        Assert.Equal((HttpStatusCode.Found, "/"), (signedIn.Status, signedIn.Location));
        await using var store = await StoreBeside.OpenAsync(portal);
        await using var db = await store.Get<PortalStore>().ReadAsync(Cancellation);
        var alice = await db.Administrators.Include(a => a.StoredRoles).SingleAsync(Cancellation);
        Assert.NotEqual("chosen", alice.Id);
        Assert.NotEqual("chosen", alice.SecurityStamp);
        Assert.Equal(AdminRole.SuperAdministrator, Assert.Single(alice.Roles).Name);
    }

    [Fact]
    public async Task Set_up_without_the_forms_token_is_refused_and_wrong_tokens_are_throttled()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation);
        using var stranger = new Browser(portal.PublicUrl);
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.PostAsync("/setup", ("_handler", "setup"), ("Input.Token", "x"))).Status);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await stranger.SetUpAsync("guess", "mallory", Password)).Status);
        }

        var throttled = await stranger.SetUpAsync(TokenIn(portal), "mallory", Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, throttled.Status);
        Assert.Contains("Too many attempts. Try again in 5 minutes.", throttled.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_issuer_is_shown_with_a_warning_where_it_does_not_fit_the_address_in_use()
    {
        await using var fitting = await PortalProcess.StartAsync(Cancellation);
        await using var other = await PortalProcess.StartAsync(Cancellation, ("Portal:Issuer", "https://portal.example"));

        using var atFitting = new Browser(fitting.PublicUrl);
        using var atOther = new Browser(other.PublicUrl);

        Assert.DoesNotContain("You opened this page at", (await atFitting.GetAsync("/setup")).Html, StringComparison.Ordinal);
        var warned = (await atOther.GetAsync("/setup")).Html;
        Assert.Contains("https://portal.example", warned, StringComparison.Ordinal);
        Assert.Contains("You opened this page at", warned, StringComparison.Ordinal);
        Assert.Contains(other.Log, line => line.Contains("https://portal.example/setup#token=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("alice", "short", "Portal:Setup:Password is refused: ")]
    [InlineData("al", "a good long password", "Portal:Setup:UserName is refused: ")]
    public async Task A_weak_administrator_in_the_settings_stops_the_start_with_a_clear_line(string userName, string password, string line)
    {
        var (exitCode, log) = await PortalProcess.RunToExitAsync(
            Cancellation, ("Portal:Setup:UserName", userName), ("Portal:Setup:Password", password));

        Assert.Equal(ExitCodes.WrongSettings, exitCode);
        Assert.StartsWith(line, log.Last(), StringComparison.Ordinal);
        Assert.DoesNotContain(log, written => written.Contains(password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_settings_administrator_closes_set_up_before_anybody_comes()
    {
        await using var portal = await PortalProcess.StartForTheFirstTimeAsync(Cancellation, PortalWithAlice.Settings);
        using var browser = new Browser(portal.PublicUrl);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/setup")).Status);
        Assert.Equal("Sign in", (await browser.GetAsync("/sign-in")).Heading);
        Assert.DoesNotContain(portal.Log, line => line.Contains(LinkStart, StringComparison.Ordinal));
    }

    private static string TokenIn(PortalProcess portal) =>
        portal.Log.Last(line => line.Contains(LinkStart, StringComparison.Ordinal)).Split(LinkStart)[1];
}
