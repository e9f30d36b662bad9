using AdminPortal.Account.OpenPages;
using AdminPortal.Tests.Domain.ApiClients.Jwks;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.OAuth;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>What a page shows when the server, the clock, the address or another tab is in the way: seldom seen, and clean all the same.</summary>
public sealed class RareStateTests(Chromium chromium) : IAsyncLifetime
{
    private const string Clients = "/administration/api-configuration/oneapi/api-clients";
    private const string YearAgo = "UPDATE ClockRecords SET Certain = Certain - 31536000000, Told = Told - 31536000000";

    private readonly KeyServer _keys = KeyServer.Publishing(
        System.Text.Encoding.UTF8.GetString(Jwk.Set(KeySets.Jwk("2027-01", "RS256"), KeySets.Jwk("2027-01", "ES256"))));

    private PortalProcess _portal = null!;
    private Visitor _visitor = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalProcess.StartAsync(
            Cancellation,
            ("Portal:Setup:UserName", Visitor.UserName),
            ("Portal:Setup:Password", Visitor.Password),
            ("Portal:JwksFetch:AllowedHosts:0", $"127.0.0.1:{_keys.Port}"));
        _visitor = await chromium.VisitAsync(_portal.PublicUrl);
    }

    public async ValueTask DisposeAsync()
    {
        await _visitor.DisposeAsync();
        await _portal.DisposeAsync();
        await _keys.DisposeAsync();
    }

    [Fact]
    public async Task A_clock_in_doubt_is_told_above_every_page()
    {
        await _portal.KillAsync();
        await using (var store = new SqliteConnection($"Data Source={Path.Combine(_portal.DataDirectory, "portal.db")};Pooling=False"))
        {
            await store.OpenAsync(Cancellation);
            await using var year = store.CreateCommand();
            year.CommandText = YearAgo;
            Assert.Equal(1, await year.ExecuteNonQueryAsync(Cancellation));
        }

        await _portal.StartAgainAsync(Cancellation);
        await _visitor.SignInAsync();

        await Expect(_visitor.Page.GetByText("Check this server's clock")).ToBeVisibleAsync();
        await AssertIsCleanAsync("clock-notice");
    }

    [Fact]
    public async Task A_form_of_an_earlier_identity_leads_on()
    {
        await _visitor.OpenAsync("/sign-in");
        await using var other = new Visitor(_visitor.Page.Context, await _visitor.Page.Context.NewPageAsync());
        await other.SignInAsync();
        await _visitor.Page.GetByLabel("User name").FillAsync(Visitor.UserName);
        await _visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Visitor.Password);
        await _visitor.Button("Sign in").ClickAsync();

        await Expect(_visitor.Page.GetByText("in another tab meanwhile")).ToBeVisibleAsync();
        await AssertIsCleanAsync("sign-in-outdated");
    }

    [Fact]
    public async Task A_session_with_too_many_pages_is_told_so()
    {
        await _visitor.SignInAsync();
        var cookies = string.Join("; ", (await _visitor.Page.Context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}"));
        // Its own page counts until it is left.
        await _visitor.Page.GotoAsync("about:blank");
        List<RawCircuit> pages = [];
        while (pages.Count < SessionPages.MostOpen)
        {
            var page = await RawCircuit.ConnectAsync(_portal.PublicUrl, cookies);
            if (await page.StartAsync() is not null)
            {
                pages.Add(page);
            }
        }

        await _visitor.Page.GotoAsync("/administration");

        await Expect(_visitor.Page.GetByText("Too many pages are open in this browser.")).ToBeVisibleAsync();
        await AssertIsCleanAsync("session-full");
        foreach (var page in pages)
        {
            await page.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_stop_is_told_on_the_open_page()
    {
        await _visitor.SignInAsync();
        _portal.Signal("TERM");
        Assert.Equal(0, (await _portal.WaitForExitAsync(Cancellation)).ExitCode);

        await Expect(_visitor.Page.GetByText("The portal is restarting. Your changes are kept on this page.")).ToBeVisibleAsync();
        await AssertIsCleanAsync("restarting", isSilent: false);
    }

    [Fact]
    public async Task Another_address_than_the_issuers_is_told_with_the_right_one()
    {
        await using var visitor = await chromium.VisitAsync(new UriBuilder(_portal.PublicUrl) { Host = "127.0.0.1" }.Uri);
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.Page.GetByLabel("User name").FillAsync(Visitor.UserName);
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Visitor.Password);
        await visitor.Button("Sign in").ClickAsync();

        await Expect(visitor.Page.GetByText("work at its own address only")).ToBeVisibleAsync();
        await AssertIsCleanAsync("another-address", isSilent: false, visitor);
    }

    [Fact]
    public async Task A_name_that_could_turn_a_page_round_is_told_by_the_character_and_its_place()
    {
        await _visitor.SignInAsync();
        await _visitor.OpenNewClientAsync();
        await _visitor.Box("Name").FillAsync("Billing\u202E sync");
        await _visitor.Button("Save").ClickAsync();

        await Expect(_visitor.Page.GetByText("U+202E at position 8").First).ToBeVisibleAsync();
        await AssertIsCleanAsync("add-unprintable");
    }

    [Fact]
    public async Task A_key_ID_of_several_keys_is_told_in_the_preview()
    {
        await _visitor.SignInAsync();
        await _visitor.OpenAsync($"{Clients}/new");
        await _visitor.Box("Client JWKs URL").FillAsync($"http://127.0.0.1:{_keys.Port}/");
        await _visitor.Button("Fetch & preview keys").ClickAsync();

        var told = _visitor.Page.GetByText("is the key ID of 2 keys");
        await Expect(told).ToBeVisibleAsync();
        await told.ScrollIntoViewIfNeededAsync();
        await AssertIsCleanAsync("preview-shared-kid");
    }

    // Where the server is gone or refuses on purpose, the browser says so in its console, which is meant.
    private async Task AssertIsCleanAsync(string name, bool isSilent = true, Visitor? visitor = null)
    {
        visitor ??= _visitor;
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await EveryPageTests.AssertStandsCleanAsync(visitor, name, colours);
        }

        Assert.DoesNotContain(visitor.Complaints, complaint => isSilent
            ? !complaint.Contains("the server responded with a status of", StringComparison.Ordinal)
            : complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }
}
