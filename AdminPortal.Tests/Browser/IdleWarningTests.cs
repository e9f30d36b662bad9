using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>What somebody sees whose session gets old, on a page with something to lose.</summary>
public sealed class IdleWarningTests(FurnishedPortal furnished) : IClassFixture<FurnishedPortal>
{
    // A page looks every half minute, and so does what ends it.
    private static readonly float WithinALook = (float)(Chromium.Patience + TimeSpan.FromSeconds(30)).TotalMilliseconds;

    [Fact]
    public async Task The_warning_lies_over_an_open_secret_and_to_stay_closes_it_alone()
    {
        await using var store = await StoreBeside.OpenAsync(furnished.Portal);
        await using var visitor = await VisitAsync(store);
        await visitor.Button("Add secret").ClickAsync();
        await visitor.Button("Generate").ClickAsync();
        var secret = visitor.Dialog("Copy this secret now");
        var value = await secret.GetByLabel("Client secret").InputValueAsync();

        await AgeAsync(store, seen: TimeSpan.FromMinutes(58.5));
        var warning = visitor.Dialog("Are you still there?");
        await Expect(warning).ToBeVisibleAsync(new() { Timeout = WithinALook });
        await Expect(visitor.Button("Stay signed in")).ToBeFocusedAsync();
        await AssertAxeIsContentAsync(visitor, "idle-warning");

        await visitor.Button("Stay signed in").ClickAsync();
        await Expect(warning).ToHaveCountAsync(0);
        await Expect(secret.GetByLabel("Client secret")).ToHaveValueAsync(value);
        await Expect(visitor.Button("Copy secret")).ToBeFocusedAsync();
        Assert.True(await IsSeenAsync(store));
        await visitor.Button("Discard this secret").ClickAsync();
        await Expect(visitor.Button("Add secret")).ToBeFocusedAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Theory]
    [InlineData("keyboard")]
    [InlineData("mouse")]
    public async Task A_hand_on_the_keyboard_or_the_mouse_is_activity(string device)
    {
        await using var store = await StoreBeside.OpenAsync(furnished.Portal);
        await using var visitor = await VisitAsync(store);
        await AgeAsync(store, seen: TimeSpan.FromMinutes(30));

        // Heard from the moment the page's script has come; the first one heard is told at once.
        await Eventually.HoldsAsync(async () =>
        {
            await (device == "keyboard" ? visitor.Page.Keyboard.PressAsync("Tab") : visitor.Page.Mouse.ClickAsync(600, 300));
            return await IsSeenAsync(store);
        });
    }

    [Fact]
    public async Task After_the_end_unsaved_changes_hold_nobody_on_a_page_that_is_gone()
    {
        await using var store = await StoreBeside.OpenAsync(furnished.Portal);
        await using var visitor = await VisitAsync(store);
        await visitor.Box("Name").FillAsync("Half-typed");
        await visitor.Box("Description").FillAsync("Half-typed too");

        await AgeAsync(store, seen: AdministratorSession.IdleLimit);

        await Expect(visitor.Heading("Sign in")).ToBeVisibleAsync(new() { Timeout = WithinALook });
    }

    [Fact]
    public async Task With_an_old_proof_the_password_is_typed_before_the_dialog_that_was_asked_for()
    {
        await using var store = await StoreBeside.OpenAsync(furnished.Portal);
        await using var visitor = await VisitAsync(store);
        await AgeAsync(store, proved: FreshProof.Lasts + TimeSpan.FromSeconds(1));
        var question = visitor.Dialog("Confirm it is you");

        await visitor.Button("Add secret").ClickAsync();
        await Expect(question.GetByLabel("Password")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync("a wrong password");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(question.Locator(".field-error")).ToHaveTextAsync("The password is incorrect.");
        await AssertAxeIsContentAsync(visitor, "confirm-password");
        await visitor.Page.Keyboard.TypeAsync(Visitor.Password);
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Dialog("Add secret")).ToBeVisibleAsync();
        await Expect(question).ToHaveCountAsync(0);
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Button("Add secret")).ToBeFocusedAsync();
        Assert.Empty(visitor.Complaints);
    }

    private async Task<Visitor> VisitAsync(StoreBeside store)
    {
        var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await AgeAsync(store);
        await visitor.OpenAsync("/administration/api-configuration/oneapi/api-clients/new");
        return visitor;
    }

    private static Task AgeAsync(StoreBeside store, TimeSpan seen = default, TimeSpan proved = default) => store.Get<PortalStore>()
        .ChangeSessionTimesAsync(times => times with { SeenAt = DateTimeOffset.UtcNow - seen, ProvedAt = DateTimeOffset.UtcNow - proved });

    private static async Task<bool> IsSeenAsync(StoreBeside store) =>
        (await store.Get<PortalStore>().SessionTimesAsync()).All(times => DateTimeOffset.UtcNow - times.SeenAt < TimeSpan.FromMinutes(1));

    private static async Task AssertAxeIsContentAsync(Visitor visitor, string name)
    {
        await Screens.KeepAsync(visitor.Page, name, ColorScheme.Light, 1280);
        Assert.Empty((await visitor.Page.RunAxe()).Violations.Where(found => found.Impact is "serious" or "critical").Select(found => found.Id));
    }
}
