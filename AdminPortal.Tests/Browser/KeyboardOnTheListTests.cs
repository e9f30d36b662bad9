using AdminPortal.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>What an administrator without a mouse does beyond adding a client: looks, finds, copies, decides.</summary>
public sealed class KeyboardOnTheListTests(Chromium chromium, FurnishedPortal furnished) : IClassFixture<FurnishedPortal>
{
    private const string OneApi = "/administration/api-configuration/oneapi";
    private const string Clients = $"{OneApi}/api-clients";

    [Fact]
    public async Task The_list_is_searched_filtered_sorted_and_turned_by_keyboard()
    {
        await using var portal = await CrowdedAsync();
        await using var visitor = await chromium.VisitAsync(portal.PublicUrl);
        await visitor.SignInAsync();
        await visitor.OpenAsync(Clients);
        var keyboard = new Keyboard(visitor);
        var rows = visitor.Page.Locator("tbody tr");

        await keyboard.PressAsync(visitor.Button("Next page"));
        await Expect(rows.First).ToContainTextAsync("Client 26");
        await keyboard.PressAsync(visitor.Button("Previous page"));
        await Expect(rows.First).ToContainTextAsync("Client 01");
        await visitor.OpenAsync(Clients);
        await keyboard.PressAsync(visitor.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Name" }).GetByRole(AriaRole.Button));
        await Expect(rows.First).ToContainTextAsync("Client 27");
        await visitor.OpenAsync(Clients);
        await keyboard.PressAsync(visitor.Page.GetByLabel("Status", new() { Exact = true }), "ArrowDown");
        await Expect(rows).ToHaveCountAsync(25);
        await keyboard.PressAsync("ArrowDown");
        await Expect(rows).ToHaveCountAsync(1);
        await visitor.OpenAsync(Clients);
        await keyboard.TypeAsync(visitor.Page.GetByLabel("Search API clients"), "client 13");
        await Expect(rows).ToHaveCountAsync(1);
        await keyboard.PressAsync(visitor.Button("Reset view"));
        await Expect(rows).ToHaveCountAsync(25);
        await keyboard.PressAsync(visitor.Page.GetByLabel("Rows per page"), "ArrowDown");
        await Expect(rows).ToHaveCountAsync(27);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_client_id_is_copied_and_a_resource_is_looked_at_by_keyboard()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        var keyboard = new Keyboard(visitor);
        await visitor.OpenAsync(Clients);
        await keyboard.PressAsync(visitor.Button("Copy client ID of Billing sync"));
        await Expect(visitor.Page.GetByText("Client ID of Billing sync copied")).ToBeAttachedAsync();
        Assert.Equal(furnished.Client.Value, await visitor.ClipboardAsync());

        await visitor.OpenAsync($"{OneApi}/api-resources");
        var view = visitor.Button("View Zscaler APIs");
        await keyboard.PressAsync(view);
        await Expect(visitor.Button("Close")).ToBeFocusedAsync();
        await keyboard.PressAsync("Escape");
        await Expect(view).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_third_secret_and_the_way_out_of_a_form_are_decided_by_keyboard()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        var keyboard = new Keyboard(visitor);
        await visitor.OpenAsync($"{Clients}/{furnished.Client}");
        await keyboard.PressAsync(visitor.Button("Add secret"));
        await Expect(visitor.Number("Validity in days")).ToBeFocusedAsync();
        await keyboard.ReachAsync(visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Replace the newest secret" }));
        await keyboard.PressAsync("ArrowDown");
        await Expect(visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Delete the older secret first" })).ToBeCheckedAsync();
        await keyboard.PressAsync("Escape");
        await Expect(visitor.Button("Add secret")).ToBeFocusedAsync();

        await visitor.OpenAsync($"{Clients}/{furnished.Client}");
        await keyboard.TypeAsync(visitor.Box("Description"), "Half-typed");
        await keyboard.PressAsync(visitor.Button("Cancel"));
        await Expect(visitor.Button("Keep editing")).ToBeFocusedAsync();
        await keyboard.PressAsync("Escape");
        await Expect(visitor.Button("Cancel")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await keyboard.PressAsync(visitor.Button("Discard changes"));
        await Expect(visitor.Heading("API Clients")).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task The_theme_is_switched_by_keyboard_at_once_and_for_the_next_page()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        var keyboard = new Keyboard(visitor);
        await visitor.OpenAsync(OneApi);
        var light = await GroundAsync(visitor);
        await keyboard.PressAsync(visitor.Button("Account"));
        await keyboard.ReachAsync(visitor.Page.GetByRole(AriaRole.Radio, new() { Checked = true }));
        while (!await visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Dark" }).IsCheckedAsync())
        {
            await keyboard.PressAsync("ArrowDown");
        }

        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(visitor.Page.Locator("body")).Not.ToHaveCSSAsync("background-color", light);
        await visitor.OpenAsync(Clients);
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    private static Task<string> GroundAsync(Visitor visitor) => visitor.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");

    private static async Task<PortalProcess> CrowdedAsync()
    {
        var portal = await PortalProcess.StartAsync(
            TestContext.Current.CancellationToken, ("Portal:Setup:UserName", Visitor.UserName), ("Portal:Setup:Password", Visitor.Password));
        await using var store = await StoreBeside.OpenAsync(portal);
        for (var number = 1; number <= 27; number++)
        {
            await store.AddClientAsync($"Client {number:00}", services: 0, isActive: number != 9);
        }

        return portal;
    }
}
