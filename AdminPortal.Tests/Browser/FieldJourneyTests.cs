using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>What stands in a field of a real browser, by whatever way it came there, and what is saved of it.</summary>
public sealed class FieldJourneyTests(FurnishedPortal furnished) : IClassFixture<FurnishedPortal>
{
    private const string Clients = "/administration/api-configuration/oneapi/api-clients";

    // As dictation and extensions do: the value, an input event, and no change event.
    private const string PutIn =
        "(field, value) => { field.value = value; "
        + "field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText', data: value })); }";

    // As the translators of browsers do: each text node that may be translated is taken out and its words stand in elements of their own.
    private const string Translate = """
        () => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walker.nextNode()) { texts.push(walker.currentNode); }
          for (const text of texts.filter(text => text.parentElement.translate && text.data.trim() && !text.parentElement.closest('script, style'))) {
            const font = document.createElement('font');
            font.append(text.data);
            text.replaceWith(font);
          }
        }
        """;

    [Fact]
    public async Task What_input_events_alone_have_put_into_the_form_is_what_is_saved()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.OpenAsync($"{Clients}/{furnished.Client}");

        await visitor.Box("Name").EvaluateAsync(PutIn, "Dictated name");
        await visitor.Box("Description").EvaluateAsync(PutIn, "Dictated words");
        await visitor.Number("Access Token Lifetime").EvaluateAsync(PutIn, "25");
        await visitor.Button("Update").ClickAsync();
        await Expect(visitor.Heading("Dictated name")).ToBeVisibleAsync();

        await visitor.OpenAsync($"{Clients}/{furnished.Client}");
        await Expect(visitor.Box("Name")).ToHaveValueAsync("Dictated name");
        await Expect(visitor.Box("Description")).ToHaveValueAsync("Dictated words");
        await Expect(visitor.Number("Access Token Lifetime")).ToHaveValueAsync("25");
    }

    [Fact]
    public async Task Typed_fast_over_a_slow_line_no_letter_is_lost_or_put_back()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await SlowDownAsync(visitor.Page);
        await visitor.OpenNewClientAsync();
        const string Name = "Ledger export, every night";
        const string Url = "https://keys.ledger.example/jwks.json";

        await visitor.Box("Name").PressSequentiallyAsync(Name, new() { Delay = 20 });
        await visitor.Number("Access Token Lifetime").ClickAsync(new() { ClickCount = 3 });
        await visitor.Number("Access Token Lifetime").PressSequentiallyAsync("1234", new() { Delay = 20 });
        await visitor.Box("Client JWKs URL").PressSequentiallyAsync(Url, new() { Delay = 20 });

        // Said by the server once it has heard the last digit: what it had to draw is drawn.
        await Expect(visitor.Page.GetByText("20 hours 34 minutes")).ToBeVisibleAsync();
        await visitor.Button("Save").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "New API client" })).ToContainTextAsync(Name);
        var saved = await SavedAsync(Name);
        Assert.Equal(("1234", Url), (saved.AccessTokenLifetime, saved.JwksUri));
    }

    [Fact]
    public async Task The_wheel_over_a_focused_number_changes_nothing()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.OpenNewClientAsync();
        var lifetime = visitor.Number("Access Token Lifetime");

        await lifetime.ClickAsync();
        for (var turn = 0; turn < 5; turn++)
        {
            await visitor.Page.Mouse.WheelAsync(0, 120);
            await visitor.DrawnAsync();
        }

        await Expect(lifetime).ToBeFocusedAsync();
        await Expect(lifetime).ToHaveValueAsync("60");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Under_a_browsers_translator_a_client_that_is_switched_off_reads_inactive()
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.OpenAsync($"{Clients}/{furnished.Client}");
        var chip = visitor.Page.Locator(".page-header-title .chip");
        await Expect(chip).ToHaveTextAsync("Active");

        await visitor.Page.EvaluateAsync(Translate);
        await visitor.Page.GetByRole(AriaRole.Switch, new() { Name = "Status" }).ClickAsync();
        await Expect(visitor.Page.GetByText("After Update this client gets no more tokens")).ToBeVisibleAsync();
        await visitor.Button("Update").ClickAsync();

        await Expect(chip).ToHaveTextAsync("Inactive");
        await visitor.Page.GetByRole(AriaRole.Switch, new() { Name = "Status" }).ClickAsync();
        await visitor.Button("Update").ClickAsync();
        await Expect(chip).ToHaveTextAsync("Active");
    }

    private async Task<ApiClientDetails> SavedAsync(string name)
    {
        await using var store = await StoreBeside.OpenAsync(furnished.Portal);
        var found = await store.Get<ListApiClients>().ExecuteAsync(
            new ApiClientQuery { Search = name }, StoreBeside.Operator, TestContext.Current.CancellationToken);
        var client = Assert.Single(found.Value.Rows).Id;
        return (await store.Get<GetApiClient>().ExecuteAsync(client, StoreBeside.Operator, TestContext.Current.CancellationToken)).Value.Details;
    }

    // Each message of the server arrives 300 ms late, in its order.
    private static Task SlowDownAsync(IPage page) => page.RouteWebSocketAsync("**/_blazor**", browser =>
    {
        var server = browser.ConnectToServer();
        var last = Task.CompletedTask;
        browser.OnMessage(frame => Forward(server, frame));
        server.OnMessage(frame =>
        {
            var (before, due) = (last, Task.Delay(300, CancellationToken.None));
            last = SendAsync();

            async Task SendAsync()
            {
                await Task.WhenAll(before, due);
                Forward(browser, frame);
            }
        });
    });

    private static void Forward(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Binary is { } bytes)
        {
            to.Send(bytes);
        }
        else
        {
            to.Send(frame.Text!);
        }
    }
}
