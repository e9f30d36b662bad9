using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdminPortal.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>The whole road of the customer's page, as a person walks it, against the program as it is started.</summary>
public sealed partial class FirstTokenJourneyTests(Chromium chromium)
{
    private const string Clients = "/administration/api-configuration/oneapi/api-clients";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_set_up_link_to_a_token_that_a_library_elsewhere_verifies_then_disabled_then_deleted()
    {
        await using var portal = await PortalProcess.StartForTheFirstTimeAsync(Cancellation);
        await using var visitor = await chromium.VisitAsync(portal.PublicUrl);
        await SetUpAsync(visitor, portal);
        await visitor.SignInAsync();
        await Expect(visitor.Heading("API Clients")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Breadcrumb" }))
            .ToHaveTextAsync(new Regex(@"^\s*Administration\s*>\s*API Configuration\s*>\s*OneAPI\s*>\s*API Clients\s*$"));

        var secret = await AddClientAsync(visitor);
        var clientId = await CopyClientIdAsync(visitor);
        Assert.Matches("^[a-z][a-z0-9]{12}$", clientId);

        var token = await AskForTokenAsync(portal, clientId, secret);
        await using var api = await ResourceServerHost.StartAsync(portal.PublicUrl, "https://api.zscaler.com");
        Assert.Equal((200, clientId), await api.CallAsync(token.GetProperty("access_token").GetString()!, Cancellation));
        Assert.Equal("zdx.zdx-super-admin zia.api-role01", token.GetProperty("scope").GetString());

        await DisableAsync(visitor);
        Assert.Equal("invalid_client", (await AskForTokenAsync(portal, clientId, secret)).GetProperty("error").GetString());

        await DeleteAsync(visitor);
        Assert.Equal("invalid_client", (await AskForTokenAsync(portal, clientId, secret)).GetProperty("error").GetString());
        Assert.Empty(visitor.Complaints);
    }

    private static async Task SetUpAsync(Visitor visitor, PortalProcess portal)
    {
        var link = portal.Log.Select(line => SetupLink().Match(line)).Single(match => match.Success).Value;
        await visitor.OpenAsync(link);
        await visitor.Page.GetByLabel("User name").FillAsync(Visitor.UserName);
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Visitor.Password);
        await visitor.Button("Create administrator").ClickAsync();
        await Expect(visitor.Heading("Sign in")).ToBeVisibleAsync();
        Assert.DoesNotContain("/setup", visitor.Page.Url, StringComparison.Ordinal);
    }

    private static async Task<string> AddClientAsync(Visitor visitor)
    {
        await visitor.Page.GetByText("Add API Client", new() { Exact = true }).First.ClickAsync();
        await Expect(visitor.Heading("Add API Client")).ToBeVisibleAsync();
        await visitor.Box("Name").FillAsync("Billing sync");
        await visitor.Box("Description").FillAsync("Copies invoices every night");
        await visitor.Number("Access Token Lifetime").FillAsync("15");

        await visitor.Button("Add secret").ClickAsync();
        await visitor.Dialog("Add secret").GetByRole(AriaRole.Spinbutton, new() { Name = "Validity in days" }).FillAsync("45");
        await visitor.Button("Generate").ClickAsync();
        var shown = visitor.Dialog("Copy this secret now");
        var value = await shown.GetByLabel("Client secret").InputValueAsync();
        await visitor.Button("Copy secret").ClickAsync();
        await Expect(shown.GetByText("Secret copied")).ToBeAttachedAsync();
        Assert.Equal(value, await visitor.ClipboardAsync());
        await visitor.Page.GetByLabel("I have stored this secret").CheckAsync();
        await visitor.Button("Done").ClickAsync();
        await Expect(visitor.Page.Locator("dialog")).ToHaveCountAsync(0);
        Assert.DoesNotContain(value, await visitor.Page.ContentAsync(), StringComparison.Ordinal);

        await visitor.Tab("Resources").ClickAsync();
        await visitor.Role("Zscaler Internet Access", "API_Role01").CheckAsync();
        await visitor.Role("Zscaler Digital Experience", "ZDX Super Admin").CheckAsync();
        await visitor.Button("Save").ClickAsync();
        await Expect(visitor.Heading("API Clients")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Billing sync" }).First).ToBeAttachedAsync();
        return value;
    }

    private static async Task<string> CopyClientIdAsync(Visitor visitor)
    {
        await visitor.Button("Copy client ID of Billing sync").ClickAsync();
        await Expect(visitor.Page.GetByText("Client ID of Billing sync copied")).ToBeAttachedAsync();
        return await visitor.ClipboardAsync();
    }

    private static async Task<JsonElement> AskForTokenAsync(PortalProcess portal, string clientId, string secret)
    {
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = secret,
        });
        using var response = await client.PostAsync(new Uri(portal.PublicUrl, "/oauth2/v1/token"), form, Cancellation);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static async Task DisableAsync(Visitor visitor)
    {
        await visitor.Page.GetByLabel("Edit Billing sync").ClickAsync();
        await Expect(visitor.Heading("Billing sync")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Switch, new() { Name = "Status" }).UncheckAsync();
        await visitor.Button("Update").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "updated" }).First).ToBeAttachedAsync();
    }

    private static async Task DeleteAsync(Visitor visitor)
    {
        await visitor.OpenAsync(Clients);
        await visitor.Button("Delete Billing sync").ClickAsync();
        var dialog = visitor.Dialog("Delete API client");
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Type YES to confirm" }).FillAsync("YES");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "No API clients yet" })).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"http://\S+/setup#\S+")]
    private static partial Regex SetupLink();
}
