using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>An open page whose server is gone, or whose administrator may no longer be there.</summary>
public sealed class LostServerTests(Chromium chromium) : IAsyncLifetime
{
    private const string NewClient = "/administration/api-configuration/oneapi/api-clients/new";

    // In milliseconds; a page asks by itself every half minute.
    private const float BeforeItAsks = 25_000;

    private PortalProcess _portal = null!;
    private Visitor _visitor = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalProcess.StartAsync(
            Cancellation, ("Portal:Setup:UserName", Visitor.UserName), ("Portal:Setup:Password", Visitor.Password));
        _visitor = await chromium.VisitAsync(_portal.PublicUrl);
        await _visitor.SignInAsync();
        await _visitor.OpenAsync(NewClient);
        await _visitor.Box("Name").FillAsync("Half-typed");
    }

    public async ValueTask DisposeAsync()
    {
        await _visitor.DisposeAsync();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task When_the_server_dies_under_an_edit_the_page_says_so_and_keeps_what_stands_on_it()
    {
        await _visitor.Button("Add secret").ClickAsync();
        await _visitor.Button("Generate").ClickAsync();
        var field = _visitor.Dialog("Copy this secret now").GetByLabel("Client secret");
        var secret = await field.InputValueAsync();

        await _portal.KillAsync();

        var bar = _visitor.Page.Locator("#components-reconnect-modal");
        await Expect(bar.GetByText("your changes are kept").Or(bar.GetByText("Your changes are kept")).First).ToBeVisibleAsync();
        await Screens.KeepAsync(_visitor.Page, "lost-server", ColorScheme.Light, 1280);
        await Expect(field).ToHaveValueAsync(secret);
        await Expect(_visitor.Page.GetByLabel("Name").First).ToHaveValueAsync("Half-typed");

        await _portal.StartAgainAsync(Cancellation);

        await Expect(bar.GetByText("The session has ended. Copy what you still need, then reload.")).ToBeVisibleAsync();
        await Expect(field).ToHaveValueAsync(secret);
        Assert.DoesNotContain(_visitor.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_signs_nobody_out_and_the_form_is_saved_once_it_does()
    {
        await using var store = await StoreBeside.OpenAsync(_portal);
        await RenameAsync(store, "Administrators", "Gone");
        await Eventually.HoldsAsync(() => _portal.Log.Any(
            line => line.Contains("Whether a session is still valid could not be checked", StringComparison.Ordinal)));
        await RenameAsync(store, "Gone", "Administrators");

        await Expect(_visitor.Box("Name")).ToHaveValueAsync("Half-typed");
        await _visitor.Button("Save").ClickAsync();

        await Expect(_visitor.Page.GetByRole(AriaRole.Region, new() { Name = "New API client" })).ToContainTextAsync("Half-typed");
    }

    [Fact]
    public async Task When_the_server_is_stopped_the_page_says_that_it_restarts_and_keeps_what_stands_on_it()
    {
        _portal.Signal("TERM");
        Assert.Equal(0, (await _portal.WaitForExitAsync(Cancellation)).ExitCode);

        var bar = _visitor.Page.Locator("#components-reconnect-modal");
        await Expect(bar.GetByText("The portal is restarting. Your changes are kept on this page.")).ToBeVisibleAsync();
        await Expect(_visitor.Page.GetByLabel("Name").First).ToHaveValueAsync("Half-typed");
        await RareStateTests.AssertIsCleanAsync(_visitor, "stopped-server", isSilent: false);
    }

    [Theory]
    [InlineData("end-sessions")]
    [InlineData("disable")]
    public async Task An_open_page_ends_when_a_verb_takes_its_administrators_access_back_and_not_when_it_would_ask_by_itself(string verb)
    {
        // Somebody else who may let others in, or the verb would be refused.
        await _portal.RunVerbAsync("another canary battery\n", Cancellation, "admin", "add", "--user-name", "second.admin", "--role", "Super Administrator");

        Assert.Equal(0, (await _portal.RunVerbAsync("", Cancellation, "admin", verb, "--user-name", Visitor.UserName)).ExitCode);

        await Expect(_visitor.Heading("Sign in")).ToBeVisibleAsync(new() { Timeout = BeforeItAsks });
        Assert.Equal("/sign-in", new Uri(_visitor.Page.Url).AbsolutePath);
    }

    private static async Task RenameAsync(StoreBeside store, string from, string to)
    {
        await using var db = await store.Get<PortalStore>().ReadAsync(Cancellation);
#pragma warning disable EF1002 // The test's own words.
        await db.Database.ExecuteSqlRawAsync($"ALTER TABLE \"{from}\" RENAME TO \"{to}\"", Cancellation);
#pragma warning restore EF1002
    }
}
