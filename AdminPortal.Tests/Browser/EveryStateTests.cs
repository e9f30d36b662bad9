using AdminPortal.Domain;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>What holds for every page holds for what a page shows when something is wrong, missing, or in the way; in both themes.</summary>
public sealed class EveryStateTests(Chromium chromium, FurnishedPortal furnished) : IClassFixture<FurnishedPortal>
{
    private const string Clients = "/administration/api-configuration/oneapi/api-clients";
    private const string Tokens = "/administration/api-configuration/oneapi/tokens";
    private const string SigningKeys = "/administration/api-configuration/oneapi/signing-keys";
    private const string Nobody = "iq41q3fpgg6st";

    private static readonly Dictionary<string, (string Path, Func<Visitor, StoreBeside, ClientId, Task> Then)> States = new(StringComparer.Ordinal)
    {
        ["not-found"] = ("/nothing-here", (visitor, _, _) => Expect(visitor.Heading("Page not found")).ToBeVisibleAsync()),
        ["error"] = ("/error", (visitor, _, _) => Expect(visitor.Heading("Something went wrong")).ToBeVisibleAsync()),
        ["gone"] = ($"{Clients}/{Nobody}", (visitor, _, _) => Expect(visitor.Heading("No longer exists")).ToBeVisibleAsync()),
        ["added"] = ($"{Clients}?added={{client}}", (visitor, _, _) => Expect(visitor.Page.GetByText("Token URL").First).ToBeVisibleAsync()),
        ["discard"] = ($"{Clients}/{{client}}", LeaveAsync),
        ["delete-secret"] = ($"{Clients}/{{client}}", DeleteSecretAsync),
        ["conflict"] = ($"{Clients}/{{client}}", CollideAsync),
        ["tokens-picked"] = (Tokens, PickAsync),
        ["tokens-columns"] = (Tokens, ShowColumnsAsync),
        ["revoke-picked"] = (Tokens, RevokePickedAsync),
        ["revoke-key"] = (SigningKeys, RevokeKeyAsync),
    };

    public static TheoryData<string> Names => [.. States.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_state_of_a_page_is_clean_for_axe_and_fits_a_phone(string name)
    {
        await using var store = await StoreBeside.OpenAsync(furnished.Portal);
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        var (path, then) = States[name];
        await visitor.OpenAsync(path.Replace("{client}", furnished.Client.Value, StringComparison.Ordinal));
        await then(visitor, store, furnished.Client);

        await AssertIsCleanAsync(visitor, name);
    }

    [Fact]
    public async Task What_an_auditor_sees_and_what_an_auditor_may_not_see_are_clean_and_fit_a_phone()
    {
        await furnished.Portal.RunVerbAsync(
            $"{Visitor.Password}\n", TestContext.Current.CancellationToken, "admin", "add", "--user-name", "auditor", "--role", "Auditor");
        await using var visitor = await chromium.VisitAsync(furnished.Portal.PublicUrl);
        await visitor.SignInAsync("auditor");

        foreach (var (path, name) in new[] { (Clients, "auditor-list"), ($"{Clients}/{furnished.Client}", "auditor-client") })
        {
            await visitor.OpenAsync(path);
            await visitor.Button("View only").ClickAsync();
            await AssertIsCleanAsync(visitor, name);
        }

        await visitor.OpenAsync($"{Clients}/new");
        await Expect(visitor.Heading("You can't view this page")).ToBeVisibleAsync();
        await AssertIsCleanAsync(visitor, "no-permission");
    }

    [Fact]
    public async Task A_portal_at_its_beginning_is_clean_and_fits_a_phone_with_every_form_filled_in_wrong()
    {
        await using var portal = await PortalProcess.StartForTheFirstTimeAsync(TestContext.Current.CancellationToken);
        await using var visitor = await chromium.VisitAsync(portal.PublicUrl);
        await visitor.OpenAsync(portal.Log.Last(line => line.Contains("/setup#token=", StringComparison.Ordinal)).Split(' ')[^1]);
        await SetUpAsync(visitor, "al", "short");
        await Expect(visitor.Page.GetByText("Password must be at least 12 characters long").First).ToBeVisibleAsync();
        await AssertIsCleanAsync(visitor, "setup-errors");

        await visitor.OpenAsync(portal.Log.Last(line => line.Contains("/setup#token=", StringComparison.Ordinal)).Split(' ')[^1]);
        await SetUpAsync(visitor, Visitor.UserName, Visitor.Password);
        await Expect(visitor.Heading("Sign in")).ToBeVisibleAsync();
        await visitor.Page.GetByLabel("User name").FillAsync(Visitor.UserName);
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("a wrong password");
        await visitor.Button("Sign in").ClickAsync();
        await Expect(visitor.Page.GetByText("The user name or password is incorrect.")).ToBeVisibleAsync();
        await AssertIsCleanAsync(visitor, "sign-in-error");

        await visitor.SignInAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "No API clients yet" })).ToBeVisibleAsync();
        await AssertIsCleanAsync(visitor, "api-clients-empty");
    }

    private static async Task AssertIsCleanAsync(Visitor visitor, string name)
    {
        await EveryPageTests.AssertStandsCleanAsync(visitor, name);
        // The browser itself tells of the page's own status, which is meant.
        Assert.DoesNotContain(visitor.Complaints, complaint => !complaint.Contains("the server responded with a status of", StringComparison.Ordinal));
    }

    private static async Task SetUpAsync(Visitor visitor, string userName, string password)
    {
        await visitor.Page.GetByLabel("User name").FillAsync(userName);
        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await visitor.Button("Create administrator").ClickAsync();
    }

    private static async Task LeaveAsync(Visitor visitor, StoreBeside store, ClientId client)
    {
        await visitor.Box("Description").FillAsync("Half-typed");
        await visitor.Button("Cancel").ClickAsync();
        await Expect(visitor.Dialog("Discard 1 change?")).ToBeVisibleAsync();
    }

    private static async Task PickAsync(Visitor visitor, StoreBeside store, ClientId client)
    {
        await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all active tokens on this page" }).CheckAsync();
        await Expect(visitor.Button("Revoke selected")).ToBeVisibleAsync();
    }

    private static async Task ShowColumnsAsync(Visitor visitor, StoreBeside store, ClientId client)
    {
        await visitor.Button("Columns").ClickAsync();
        foreach (var column in new[] { "Scopes", "Authenticated with", "Source address" })
        {
            await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = column }).CheckAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Columnheader, new() { Name = column })).ToBeAttachedAsync();
        }
    }

    private static async Task RevokePickedAsync(Visitor visitor, StoreBeside store, ClientId client)
    {
        await PickAsync(visitor, store, client);
        await visitor.Button("Revoke selected").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }

    // The key for another algorithm, as if it had retired just now and had signed all tokens there are.
    private static async Task RevokeKeyAsync(Visitor visitor, StoreBeside store, ClientId client)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await using (var change = await store.Get<PortalStore>().BeginChangeAsync(TestContext.Current.CancellationToken))
        {
            await change.Db.Database.ExecuteSqlAsync(
                $"""
                UPDATE "SigningKeys" SET "SigningSince" = {now - 86_400_000}, "RetiredAt" = {now}, "WrappedPrivateKey" = {Array.Empty<byte>()}
                WHERE "Algorithm" = 'PS256' AND "SigningSince" IS NULL
                """,
                TestContext.Current.CancellationToken);
            await change.Db.Database.ExecuteSqlAsync(
                $"""
                UPDATE "TokenContents"
                SET "KeyId" = (SELECT "KeyId" FROM "SigningKeys" WHERE "Algorithm" = 'PS256' AND "RetiredAt" IS NOT NULL)
                """,
                TestContext.Current.CancellationToken);
            await change.CommitAsync(TestContext.Current.CancellationToken);
        }

        await visitor.OpenAsync(SigningKeys);
        await visitor.ButtonLike("Revoke key").First.ClickAsync();
        await Expect(visitor.Dialog("Revoke this previous key")).ToBeVisibleAsync();
    }

    private static async Task DeleteSecretAsync(Visitor visitor, StoreBeside store, ClientId client)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Delete secret" }).First.ClickAsync();
        await Expect(visitor.Dialog("Delete this secret?")).ToBeVisibleAsync();
    }

    private static async Task CollideAsync(Visitor visitor, StoreBeside store, ClientId client)
    {
        await visitor.Box("Description").FillAsync("What I think of it");
        await store.DescribeAsync(client, "What somebody else thinks of it");
        await visitor.Button("Update").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Someone else changed this client" })).ToBeVisibleAsync();
    }
}
