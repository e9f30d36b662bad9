using AdminPortal.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>An administrator lets a gateway ask about the tokens of an API, and from then on it may.</summary>
public sealed class IntrospectionClientJourneyTests(Chromium chromium)
{
    private const string ApiResources = "/administration/api-configuration/oneapi/api-resources";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_named_on_the_api_resource_may_ask_about_every_token_for_that_api()
    {
        await using var portal = await PortalProcess.StartAsync(
            Cancellation, ("Portal:Setup:UserName", Visitor.UserName), ("Portal:Setup:Password", Visitor.Password));
        await using var store = await StoreBeside.OpenAsync(portal);
        var (client, secrets) = await store.AddClientAsync("Billing sync", validDays: 90);
        var (gateway, gatewaySecrets) = await store.AddClientAsync("Gateway", validDays: 90);
        var token = (await portal.PostAsync("token", client, secrets[0], ("grant_type", "client_credentials"))).GetProperty("access_token").GetString()!;
        await using var visitor = await chromium.VisitAsync(portal.PublicUrl);
        await visitor.SignInAsync();
        await visitor.OpenAsync(ApiResources);
        await visitor.Button("View Zscaler APIs").ClickAsync();
        var dialog = visitor.Dialog("Zscaler APIs");
        Assert.False(await MayKnowAsync());

        await SaveAsync("gateway");
        await Expect(dialog.GetByText("A client ID has 13 lower-case letters and digits")).ToBeVisibleAsync();
        await SaveAsync(gateway.Value);
        await Expect(dialog.GetByText($"Saved: {gateway} may introspect tokens for this API")).ToBeVisibleAsync();
        await Screens.KeepAsync(visitor.Page, "introspection-client", ColorScheme.Light, 1280);
        Assert.True(await MayKnowAsync());

        await SaveAsync("");
        await Expect(dialog.GetByText("Saved: no client may introspect tokens for this API")).ToBeVisibleAsync();
        Assert.False(await MayKnowAsync());
        Assert.Empty(visitor.Complaints);

        async Task SaveAsync(string typed)
        {
            await visitor.Box("Introspection client").FillAsync(typed);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        }

        async Task<bool> MayKnowAsync() =>
            (await portal.PostAsync("introspect", gateway, gatewaySecrets[0], ("token", token))).GetProperty("active").GetBoolean();
    }
}
