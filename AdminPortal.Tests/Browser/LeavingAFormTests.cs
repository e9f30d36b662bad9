using AdminPortal.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>Every way out of a form with something to lose, and two people in one form at once.</summary>
public sealed class LeavingAFormTests(FurnishedPortal furnished) : IClassFixture<FurnishedPortal>
{
    private const string Clients = "/administration/api-configuration/oneapi/api-clients";
    private const string Typed = "Half-typed";

    [Fact]
    public async Task A_link_and_the_back_button_ask_and_whoever_stays_has_lost_nothing()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.OpenAsync(Clients);
        await visitor.Page.GetByLabel("Edit Billing sync").ClickAsync();
        await Expect(visitor.Heading("Billing sync")).ToBeVisibleAsync();
        await visitor.Box("Description").FillAsync(Typed);
        var question = visitor.Dialog("Discard 1 change?");

        await visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Breadcrumb" }).GetByRole(AriaRole.Link, new() { Name = "OneAPI" }).ClickAsync();
        await StayAsync(visitor, question);
        await visitor.Page.GoBackAsync();
        await StayAsync(visitor, question);
        await visitor.Page.GoBackAsync();
        await Expect(question).ToBeVisibleAsync();
        await visitor.Button("Discard changes").ClickAsync();

        await Expect(visitor.Heading("API Clients")).ToBeVisibleAsync();
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Signing_out_and_closing_the_window_ask_by_the_browsers_own_question()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.OpenAsync($"{Clients}/new");
        await visitor.Box("Name").FillAsync(Typed);
        // What the server has answered to later, it has heard of earlier.
        await visitor.Tab("Resources").ClickAsync();
        await Expect(visitor.Tab("Resources")).ToHaveAttributeAsync("aria-selected", "true");
        await visitor.Tab("Client").ClickAsync();
        await Expect(visitor.Box("Name")).ToBeVisibleAsync();
        var asked = new List<string>();
        visitor.Page.Dialog += (_, dialog) =>
        {
            asked.Add(dialog.Type);
            _ = dialog.DismissAsync();
        };

        await visitor.Button("Account").ClickAsync();
        await visitor.Button("Sign out").ClickAsync();
        await Eventually.HoldsAsync(() => asked.Count == 1);
        await Expect(visitor.Box("Name")).ToHaveValueAsync(Typed);
        await visitor.Page.CloseAsync(new() { RunBeforeUnload = true });
        await Eventually.HoldsAsync(() => asked.Count == 2);

        Assert.All(asked, type => Assert.Equal("beforeunload", type));
        Assert.False(visitor.Page.IsClosed);
        await Expect(visitor.Box("Name")).ToHaveValueAsync(Typed);
    }

    [Fact]
    public async Task Of_two_people_in_one_form_the_second_sees_both_values_and_chooses()
    {
        await using var first = await furnished.VisitAsync(ColorScheme.Light);
        await using var second = await furnished.VisitAsync(ColorScheme.Light);
        await first.OpenAsync($"{Clients}/{furnished.Client}");
        await second.OpenAsync($"{Clients}/{furnished.Client}");

        await first.Box("Description").FillAsync("Said by the first");
        await first.Button("Update").ClickAsync();
        await Expect(first.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "updated" }).First).ToBeAttachedAsync();
        await second.Box("Description").FillAsync("Said by the second");
        await second.Number("Access Token Lifetime").FillAsync("5");
        await second.Button("Update").ClickAsync();

        var differences = second.Page.GetByRole(AriaRole.Table, new() { Name = "Differences" });
        await Expect(differences).ToContainTextAsync("Said by the first");
        await Expect(differences).ToContainTextAsync("Said by the second");
        await Expect(second.Box("Description")).ToHaveValueAsync("Said by the second");
        await second.Button("Overwrite with mine").ClickAsync();
        await Expect(second.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "updated" }).First).ToBeAttachedAsync();

        await first.OpenAsync($"{Clients}/{furnished.Client}");
        await Expect(first.Box("Description")).ToHaveValueAsync("Said by the second");
        await Expect(first.Number("Access Token Lifetime")).ToHaveValueAsync("5");
    }

    private static async Task StayAsync(Visitor visitor, ILocator question)
    {
        await Expect(question).ToBeVisibleAsync();
        await visitor.Button("Keep editing").ClickAsync();
        await Expect(question).ToHaveCountAsync(0);
        await Expect(visitor.Box("Description")).ToHaveValueAsync(Typed);
    }
}
