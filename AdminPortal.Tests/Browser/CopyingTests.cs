using AdminPortal.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>Copying where the browser offers no clipboard: over plain http on a local network, and where even the old way is refused.</summary>
public sealed class CopyingTests(Chromium chromium, CopyingTests.PortalOnALan portal) : IClassFixture<CopyingTests.PortalOnALan>
{
    private const string Clients = "/administration/api-configuration/oneapi/api-clients";
    private const string CopyClientId = "Copy client ID of Billing sync";

    [Fact]
    public async Task Over_plain_http_on_a_local_network_copying_works_by_selection()
    {
        await using var visitor = await VisitByLanNameAsync();
        Assert.False(await visitor.Page.EvaluateAsync<bool>("isSecureContext"));

        await visitor.Button(CopyClientId).ClickAsync();
        await Expect(visitor.Page.GetByText("Client ID of Billing sync copied")).ToBeAttachedAsync();

        // No script may read this clipboard; a person pastes.
        var search = visitor.Page.GetByLabel("Search API clients");
        await search.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Control+V");
        await Expect(search).ToHaveValueAsync(portal.ClientId);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Where_the_browser_refuses_the_text_stands_selected_and_the_page_says_what_to_press()
    {
        await using var visitor = await VisitByLanNameAsync();
        await visitor.Page.EvaluateAsync("document.execCommand = () => false");

        await visitor.Button(CopyClientId).ClickAsync();

        await Expect(visitor.Page.GetByText("Press Ctrl+C to copy the selected text")).ToBeAttachedAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Textbox, new() { Name = "Client ID of Billing sync" })).ToBeFocusedAsync();
        Assert.Equal(portal.ClientId, await visitor.Page.EvaluateAsync<string>("getSelection().toString()"));
    }

    private async Task<Visitor> VisitByLanNameAsync()
    {
        var visitor = await chromium.VisitAsync(new UriBuilder(portal.Process.PublicUrl) { Host = Chromium.LanName }.Uri);
        await visitor.SignInAsync();
        await visitor.OpenAsync(Clients);
        return visitor;
    }

    /// <summary>Pages work at the issuer's address only, so it is the name on the network.</summary>
    public sealed class PortalOnALan : IAsyncLifetime
    {
        public PortalProcess Process { get; private set; } = null!;

        public string ClientId { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Process = await PortalProcess.StartAsync(
                TestContext.Current.CancellationToken,
                ("Portal:Setup:UserName", Visitor.UserName), ("Portal:Setup:Password", Visitor.Password),
                ("Portal:Issuer", $"http://{Chromium.LanName}:{PortalProcess.Port}"));
            await using var store = await StoreBeside.OpenAsync(Process);
            ClientId = (await store.AddClientAsync("Billing sync")).Id.Value;
        }

        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }
}
