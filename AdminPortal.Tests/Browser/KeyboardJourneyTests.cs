using AdminPortal.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>The journeys of an administrator who has no mouse.</summary>
public sealed class KeyboardJourneyTests(Chromium chromium)
{
    [Fact]
    public async Task A_client_is_added_changed_and_deleted_by_keyboard_alone()
    {
        await using var portal = await PortalProcess.StartAsync(
            TestContext.Current.CancellationToken, ("Portal:Setup:UserName", Visitor.UserName), ("Portal:Setup:Password", Visitor.Password));
        await using var visitor = await chromium.VisitAsync(portal.PublicUrl);
        var keyboard = new Keyboard(visitor);

        await SignInAsync(visitor, keyboard);
        await AddAsync(visitor, keyboard);
        await ChangeAsync(visitor, keyboard);
        await DeleteAsync(visitor, keyboard);
        await SignOutAsync(visitor, keyboard);

        Assert.Empty(visitor.Complaints);
    }

    private static async Task SignInAsync(Visitor visitor, Keyboard keyboard)
    {
        await visitor.OpenAsync("/sign-in");
        await keyboard.TypeAsync(visitor.Page.GetByLabel("User name"), Visitor.UserName);
        await keyboard.TypeAsync(visitor.Page.GetByLabel("Password", new() { Exact = true }), Visitor.Password);
        await visitor.ArriveAsync(() => keyboard.PressAsync("Enter"));
        await Expect(visitor.Heading("API Clients")).ToBeVisibleAsync();
    }

    private static async Task AddAsync(Visitor visitor, Keyboard keyboard)
    {
        await keyboard.PressAsync(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Add API Client" }).Or(visitor.Button("Add API Client")).First);
        await Expect(visitor.Box("Name")).ToBeFocusedAsync();
        await keyboard.TypeAsync(visitor.Box("Name"), "Billing sync");
        await keyboard.PressAsync(visitor.Button("Add secret"));
        await keyboard.PressAsync(visitor.Button("Generate"));
        await KeepSecretAsync(visitor, keyboard);

        // The focus is back where it was before the dialog; the tabs lie before it.
        await keyboard.ReachAsync(visitor.Tab("Client"));
        await keyboard.PressAsync("ArrowRight");
        await ChooseRoleAsync(visitor, keyboard);
        await keyboard.PressAsync(visitor.Button("Save"));
        await Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Billing sync" }).First).ToBeAttachedAsync();
    }

    private static async Task KeepSecretAsync(Visitor visitor, Keyboard keyboard)
    {
        var shown = visitor.Dialog("Copy this secret now");
        await Expect(visitor.Button("Copy secret")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(shown.GetByText("Secret copied")).ToBeAttachedAsync();
        await keyboard.PressAsync("Escape");
        await Expect(shown).ToBeVisibleAsync();
        await keyboard.PressAsync(visitor.Page.GetByLabel("I have stored this secret"), "Space");
        await keyboard.PressAsync(visitor.Button("Done"));
        await Expect(shown).ToHaveCountAsync(0);
    }

    private static async Task ChooseRoleAsync(Visitor visitor, Keyboard keyboard)
    {
        await keyboard.ReachAsync(visitor.Role("Zscaler Internet Access", "No access"));
        await keyboard.PressAsync("ArrowDown");
        var chosen = visitor.Page.GetByRole(AriaRole.Radiogroup, new() { Name = "Zscaler Internet Access" })
            .GetByRole(AriaRole.Radio, new() { Checked = true });
        await Expect(chosen).ToBeFocusedAsync();
        await Expect(chosen).Not.ToHaveAccessibleNameAsync("No access");
    }

    private static async Task ChangeAsync(Visitor visitor, Keyboard keyboard)
    {
        await keyboard.PressAsync(visitor.Page.GetByLabel("Edit Billing sync"));
        await Expect(visitor.Heading("Billing sync")).ToBeVisibleAsync();
        await keyboard.PressAsync(visitor.Page.GetByRole(AriaRole.Switch, new() { Name = "Status" }), "Space");
        await keyboard.PressAsync(visitor.Button("Update"));
        await Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "updated" }).First).ToBeAttachedAsync();
        await keyboard.PressAsync(visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Breadcrumb" })
            .GetByRole(AriaRole.Link, new() { Name = "API Clients" }));
        await Expect(visitor.Heading("API Clients")).ToBeVisibleAsync();
    }

    private static async Task DeleteAsync(Visitor visitor, Keyboard keyboard)
    {
        var delete = visitor.Button("Delete Billing sync");
        var dialog = visitor.Dialog("Delete API client");
        await keyboard.PressAsync(delete);
        await Expect(dialog).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(delete).ToBeFocusedAsync();

        await keyboard.PressAsync("Enter");
        await keyboard.TypeAsync(dialog.GetByRole(AriaRole.Textbox, new() { Name = "Type YES to confirm" }), "YES");
        await keyboard.PressAsync(dialog.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }));
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "No API clients yet" })).ToBeVisibleAsync();
    }

    private static async Task SignOutAsync(Visitor visitor, Keyboard keyboard)
    {
        await keyboard.PressAsync(visitor.Button("Account"));
        await keyboard.PressAsync(visitor.Button("Sign out"));
        await Expect(visitor.Heading("Sign in")).ToBeVisibleAsync();
    }
}
