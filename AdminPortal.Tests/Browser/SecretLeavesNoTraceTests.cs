using System.Text;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>A secret is seen once, in one place; afterwards it is looked for wherever it could have stayed.</summary>
public sealed class SecretLeavesNoTraceTests(Chromium chromium)
{
    private const string Clients = "/administration/api-configuration/oneapi/api-clients";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_in_no_source_no_other_tab_no_storage_of_the_browser_no_file_and_no_log()
    {
        await using var portal = await PortalProcess.StartAsync(
            Cancellation, ("Portal:Setup:UserName", Visitor.UserName), ("Portal:Setup:Password", Visitor.Password));
        var address = await AddClientAsync(portal);
        await using var visitor = await chromium.VisitAsync(portal.PublicUrl);
        await visitor.SignInAsync();
        await visitor.OpenAsync(Clients);
        await visitor.OpenAsync(address);
        var secret = await ShowAsync(visitor);

        AssertIsFree(secret, await SourceAsync(visitor, address));
        await KeepAsync(visitor);
        AssertIsFree(secret, await visitor.Page.ContentAsync(), await StoragesAsync(visitor.Page));
        await visitor.LoadAsync(() => visitor.Page.ReloadAsync());
        AssertIsFree(secret, await visitor.Page.ContentAsync(), await SourceAsync(visitor, address), await StoragesAsync(visitor.Page));
        await visitor.LoadAsync(() => visitor.Page.GoBackAsync());
        AssertIsFree(secret, await visitor.Page.ContentAsync());
        await visitor.LoadAsync(() => visitor.Page.GoForwardAsync());
        AssertIsFree(secret, await visitor.Page.ContentAsync());
        AssertIsFree(secret, await InASecondTabAsync(visitor, address));
        Assert.Empty(visitor.Complaints);

        await portal.KillAsync();
        SqliteConnection.ClearAllPools();
        AssertIsFree(secret, [.. portal.Log]);
        AssertIsFree(secret, [.. DataFiles.In(portal.DataDirectory).Select(file => File.ReadAllText(file, Encoding.Latin1))]);
    }

    private static async Task<string> AddClientAsync(PortalProcess portal)
    {
        await using var store = await StoreBeside.OpenAsync(portal);
        var (id, _) = await store.AddClientAsync("Billing sync");
        return $"{Clients}/{id}";
    }

    private static async Task<string> ShowAsync(Visitor visitor)
    {
        await visitor.Button("Add secret").ClickAsync();
        await visitor.Button("Generate").ClickAsync();
        var field = visitor.Dialog("Copy this secret now").GetByLabel("Client secret");
        await Expect(field).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^adminportal_sec_"));
        return await field.InputValueAsync();
    }

    private static async Task KeepAsync(Visitor visitor)
    {
        await visitor.Page.GetByLabel("I have stored this secret").CheckAsync();
        await visitor.Button("Done").ClickAsync();
        await Expect(visitor.Page.Locator("dialog")).ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Secrets" })).ToBeVisibleAsync();
    }

    // With the cookies of the page that shows it.
    private static async Task<string> SourceAsync(Visitor visitor, string address)
    {
        var answer = await visitor.Page.APIRequest.GetAsync(address);
        Assert.True(answer.Ok);
        return await answer.TextAsync();
    }

    private static async Task<string> InASecondTabAsync(Visitor visitor, string address)
    {
        var second = await visitor.Page.Context.NewPageAsync();
        await second.GotoAsync(address);
        await second.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(second.GetByRole(AriaRole.Table, new() { Name = "Secrets" })).ToBeVisibleAsync();
        return await second.ContentAsync() + await StoragesAsync(second);
    }

    private static Task<string> StoragesAsync(IPage page) => page.EvaluateAsync<string>(
        "async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state, "
        + "await indexedDB.databases(), await caches.keys()])");

    // Nor the part behind the prefix and the four characters by which people recognise it.
    private static void AssertIsFree(string secret, params string[] places) =>
        Assert.All(places, place => Assert.DoesNotContain(secret[20..], place, StringComparison.Ordinal));
}
