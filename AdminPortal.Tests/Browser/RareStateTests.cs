using AdminPortal.Account.OpenPages;
using AdminPortal.Tests.Domain.ApiClients.Jwks;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.OAuth;
using AdminPortal.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>What a page shows when the server, the clock, the address or another tab is in the way: seldom seen, and clean all the same.</summary>
public sealed class RareStateTests(Chromium chromium, FurnishedPortal furnished) : IClassFixture<FurnishedPortal>
{
    private const string Clients = "/administration/api-configuration/oneapi/api-clients";
    private const string YearAgo = """UPDATE "ClockRecords" SET "Certain" = "Certain" - 31536000000, "Told" = "Told" - 31536000000""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clock_in_doubt_is_told_above_every_page()
    {
        await using var portal = await PortalProcess.StartAsync(
            Cancellation, ("Portal:Setup:UserName", Visitor.UserName), ("Portal:Setup:Password", Visitor.Password));
        await portal.KillAsync();
        Assert.Equal(1, await StoreSql.ExecuteAsync(portal.DataDirectory, YearAgo));
        await portal.StartAgainAsync(Cancellation);
        await using var visitor = await chromium.VisitAsync(portal.PublicUrl);
        await visitor.SignInAsync();

        await Expect(visitor.Page.GetByText("Check this server's clock")).ToBeVisibleAsync();
        await AssertIsCleanAsync(visitor, "clock-notice");
    }

    [Fact]
    public async Task A_form_of_an_earlier_identity_leads_on()
    {
        await using var visitor = await chromium.VisitAsync(furnished.Portal.PublicUrl);
        await visitor.OpenAsync("/sign-in");
        await using var other = new Visitor(visitor.Page.Context, await visitor.Page.Context.NewPageAsync());
        await other.SignInAsync();
        // What stands behind another tab is drawn when the browser has time.
        await visitor.Page.BringToFrontAsync();
        await visitor.Page.GetByLabel("User name").FillAsync(Visitor.UserName);
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Visitor.Password);
        await visitor.Button("Sign in").ClickAsync();

        await Expect(visitor.Page.GetByText("in another tab")).ToBeVisibleAsync();
        await AssertIsCleanAsync(visitor, "sign-in-outdated");
    }

    [Fact]
    public async Task A_session_with_too_many_pages_is_told_so()
    {
        // In a session of its own, or the other tests' pages would count.
        await using var visitor = await chromium.VisitAsync(furnished.Portal.PublicUrl);
        await visitor.SignInAsync();
        var cookies = await visitor.CookieHeaderAsync();
        // Its own page counts until it is left.
        await visitor.Page.GotoAsync("about:blank");
        List<RawCircuit> pages = [];
        while (pages.Count < SessionPages.MostOpen)
        {
            var page = await RawCircuit.ConnectAsync(furnished.Portal.PublicUrl, cookies);
            if (await page.StartAsync() is not null)
            {
                pages.Add(page);
            }
        }

        await visitor.Page.GotoAsync("/administration");

        await Expect(visitor.Page.GetByText("Too many pages are open in this browser.")).ToBeVisibleAsync();
        await AssertIsCleanAsync(visitor, "session-full");
        foreach (var page in pages)
        {
            await page.DisposeAsync();
        }
    }

    [Fact]
    public async Task Another_address_than_the_issuers_is_told_with_the_right_one()
    {
        await using var visitor = await chromium.VisitAsync(new UriBuilder(furnished.Portal.PublicUrl) { Host = "127.0.0.1" }.Uri);
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.GetByLabel("User name").FillAsync(Visitor.UserName);
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Visitor.Password);
        await visitor.Button("Sign in").ClickAsync();

        var address = furnished.Portal.PublicUrl.GetLeftPart(UriPartial.Authority);
        await Expect(visitor.Page.Locator("#components-reconnect-modal").GetByText($"work only at its own address. Open {address}")).ToBeVisibleAsync();
        await AssertIsCleanAsync(visitor, "another-address", isSilent: false);
    }

    [Fact]
    public async Task A_name_that_could_turn_a_page_round_is_told_by_the_character_and_its_place()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.OpenNewClientAsync();
        await visitor.Box("Name").FillAsync("Billing\u202E sync");
        await visitor.Button("Save").ClickAsync();

        await Expect(visitor.Page.GetByText("U+202E at position 8").First).ToBeVisibleAsync();
        await AssertIsCleanAsync(visitor, "add-unprintable");
    }

    [Fact]
    public async Task A_key_ID_of_several_keys_is_told_in_the_preview()
    {
        await using var keys = KeyServer.Publishing(
            System.Text.Encoding.UTF8.GetString(Jwk.Set(KeySets.Jwk("2027-01", "RS256"), KeySets.Jwk("2027-01", "ES256"))));
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.OpenAsync($"{Clients}/new");
        await visitor.Box("Client JWKs URL").FillAsync($"http://127.0.0.1:{keys.Port}/");
        await visitor.Button("Fetch & preview keys").ClickAsync();

        var told = visitor.Page.GetByText("is the key ID of 2 keys");
        await Expect(told).ToBeVisibleAsync();
        await told.ScrollIntoViewIfNeededAsync();
        await AssertIsCleanAsync(visitor, "preview-shared-kid");
    }

    // Where the server is gone or refuses on purpose, the browser says so in its console, which is meant.
    internal static async Task AssertIsCleanAsync(Visitor visitor, string name, bool isSilent = true)
    {
        await EveryPageTests.AssertStandsCleanAsync(visitor, name);
        Assert.DoesNotContain(visitor.Complaints, complaint => isSilent
            ? !complaint.Contains("the server responded with a status of", StringComparison.Ordinal)
            : complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }
}
