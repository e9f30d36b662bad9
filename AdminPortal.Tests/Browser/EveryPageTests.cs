using AdminPortal.Tests.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AdminPortal.Tests.Browser;

/// <summary>What holds for every page in both themes: nothing serious for axe, no sideways scrolling on a phone, a silent console.</summary>
public sealed class EveryPageTests(Chromium chromium, FurnishedPortal furnished) : IClassFixture<FurnishedPortal>
{
    private const string OneApi = "/administration/api-configuration/oneapi";

    private const int Desk = 1280;
    private const int Phone = 390;

    // Of what is right axe would otherwise describe every element.
    private static readonly AxeRunOptions WhatIsWrong = new() { ResultTypes = new HashSet<ResultType> { ResultType.Violations } };

    // Beyond the pages themselves: what a page shows after a click. {client} is the first client's ID, {failure} the reference of a refused request.
    private static readonly Dictionary<string, (string Path, Func<Visitor, Task> Then)> Places = new(StringComparer.Ordinal)
    {
        ["administration"] = ("/administration", Stay),
        ["api-configuration"] = ("/administration/api-configuration", Stay),
        ["oneapi"] = (OneApi, Stay),
        ["api-clients"] = ($"{OneApi}/api-clients", Stay),
        ["api-clients-no-match"] = ($"{OneApi}/api-clients?q=nothing-like-this", Stay),
        ["api-clients-delete"] = ($"{OneApi}/api-clients", OpensDialog(visitor => visitor.Button("Delete Billing sync"))),
        ["add-client"] = ($"{OneApi}/api-clients/new", Stay),
        ["add-resources"] = ($"{OneApi}/api-clients/new?tab=resources", Stay),
        ["add-errors"] = ($"{OneApi}/api-clients/new", Shows(visitor => visitor.Button("Save"), visitor => visitor.Page.Locator("#error-summary"))),
        ["edit-client"] = ($"{OneApi}/api-clients/{{client}}", Stay),
        ["edit-jwks"] = ($"{OneApi}/api-clients/{{client}}", SaveAddressAsync),
        ["edit-resources"] = ($"{OneApi}/api-clients/{{client}}?tab=resources", Stay),
        ["edit-activity"] = ($"{OneApi}/api-clients/{{client}}?tab=activity", Stay),
        ["find-failure"] = ($"{OneApi}/api-clients?q={{failure}}", Stay),
        ["third-secret"] = ($"{OneApi}/api-clients/{{client}}", OpensDialog(visitor => visitor.Button("Add secret"))),
        ["reveal-secret"] = ($"{OneApi}/api-clients/new", RevealAsync),
        ["add-keys"] = ($"{OneApi}/api-clients/new", PreviewKeyAsync),
        ["api-resources"] = ($"{OneApi}/api-resources", Stay),
        ["api-resources-view"] = ($"{OneApi}/api-resources", OpensDialog(visitor => visitor.Button("View Zscaler APIs"))),
        ["tokens"] = ($"{OneApi}/tokens", Stay),
        ["tokens-no-match"] = ($"{OneApi}/tokens?q=nothing-like-this", Stay),
        ["tokens-between"] = ($"{OneApi}/tokens?issued=2020-01-15T09:00:00Z..&client={{client}}", Stay),
        ["tokens-view"] = ($"{OneApi}/tokens?status=active", OpensDialog(visitor => visitor.ButtonLike("View token").First)),
        ["tokens-revoke"] = ($"{OneApi}/tokens?status=active", OpensDialog(visitor => visitor.ButtonLike("Revoke token").First)),
        ["tokens-revoke-all"] = ($"{OneApi}/tokens?client={{client}}", OpensDialog(visitor => visitor.Button("Revoke all tokens of Billing sync"))),
        ["edit-tokens"] = ($"{OneApi}/api-clients/{{client}}?tab=tokens", Stay),
        ["edit-turned-off"] = (
            $"{OneApi}/api-clients/{{client}}",
            Shows(visitor => visitor.Page.GetByRole(AriaRole.Switch), visitor => visitor.Page.GetByText("After Update this client gets no more tokens"))),
        ["signing-keys"] = ($"{OneApi}/signing-keys", Stay),
        ["signing-keys-rotate"] = ($"{OneApi}/signing-keys", OpensDialog(visitor => visitor.Button("Rotate now"))),
        ["signing-keys-replace"] = ($"{OneApi}/signing-keys", OpensDialog(visitor => visitor.Button("Replace at once"))),
        ["account-menu"] = (OneApi, Shows(visitor => visitor.Button("Account"), visitor => visitor.Button("Sign out"))),
    };

    public static TheoryData<string> Names => [.. Places.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_page_is_clean_for_axe_fits_a_phone_and_leaves_the_console_silent(string place)
    {
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        var (path, then) = Places[place];
        path = path.Replace("{client}", furnished.Client.Value, StringComparison.Ordinal).Replace("{failure}", furnished.Failure, StringComparison.Ordinal);
        await AssertIsCleanAsync(visitor, path, place, then);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Signing_in_is_clean_for_axe_and_fits_a_phone_whichever_theme_it_is_opened_in(ColorScheme colours)
    {
        await using var visitor = await chromium.VisitAsync(furnished.Portal.PublicUrl, colours);

        await AssertIsCleanAsync(visitor, "/sign-in", $"sign-in-{colours}");
    }

    [Fact]
    public async Task Setting_up_is_clean_for_axe_and_fits_a_phone()
    {
        await using var portal = await PortalProcess.StartAsync(TestContext.Current.CancellationToken);
        await using var visitor = await chromium.VisitAsync(portal.PublicUrl);

        await AssertIsCleanAsync(visitor, "/setup", "setup");
    }

    private static Func<Visitor, Task> OpensDialog(Func<Visitor, ILocator> button) => Shows(button, visitor => visitor.Page.GetByRole(AriaRole.Dialog));

    // It is judged once it stands there, and not while the server still answers.
    private static Func<Visitor, Task> Shows(Func<Visitor, ILocator> pressed, Func<Visitor, ILocator> shown) => async visitor =>
    {
        await pressed(visitor).ClickAsync();
        await Assertions.Expect(shown(visitor)).ToBeVisibleAsync();
    };

    private static async Task AssertIsCleanAsync(Visitor visitor, string path, string name, Func<Visitor, Task>? then = null)
    {
        await visitor.OpenAsync(path);
        await (then ?? Stay)(visitor);
        await AssertStandsCleanAsync(visitor, name);
        Assert.Empty(visitor.Complaints);
    }

    /// <summary>As it stands on the screen now, in both themes, at a desk and on a phone.</summary>
    internal static async Task AssertStandsCleanAsync(Visitor visitor, string name)
    {
        foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await visitor.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            foreach (var width in new[] { Desk, Phone })
            {
                await visitor.Page.SetViewportSizeAsync(width, 844);
                await visitor.DrawnAsync();
                await Screens.KeepAsync(visitor.Page, name, colours, width);
                await AssertAxeIsContentAsync(visitor.Page);
            }
        }

        var overflow = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal(0, overflow);
    }

    private static async Task AssertAxeIsContentAsync(IPage page)
    {
        var findings = await page.RunAxe(WhatIsWrong);
        Assert.Empty(findings.Violations.Where(IsSerious).Select(violation =>
            $"{violation.Id}: "
            + string.Join(" | ", violation.Nodes.Select(node => $"{node.Html} {string.Join(' ', node.Any.Select(check => check.Message))}"))));
    }

    private static bool IsSerious(AxeResultItem violation) => violation.Impact is "serious" or "critical";

    private static Task Stay(Visitor visitor) => Task.CompletedTask;

    private static async Task RevealAsync(Visitor visitor)
    {
        await visitor.Button("Add secret").ClickAsync();
        await visitor.Button("Generate").ClickAsync();
        await visitor.Dialog("Copy this secret now").WaitForAsync();
    }

    // An address that is down, saved, and looked at again.
    private static async Task SaveAddressAsync(Visitor visitor)
    {
        await visitor.Box("Client JWKs URL").FillAsync("https://keys.invalid/jwks.json");
        await visitor.Button("Fetch & preview keys").ClickAsync();
        await visitor.Page.GetByText("You can still save the URL").WaitForAsync();
        await visitor.Button("Update").ClickAsync();
        await visitor.Page.GetByText("Billing sync updated").First.WaitForAsync();
        await visitor.OpenAsync(new Uri(visitor.Page.Url).AbsolutePath);
        await visitor.Page.GetByText("The latest fetch").ScrollIntoViewIfNeededAsync();
    }

    private static async Task PreviewKeyAsync(Visitor visitor)
    {
        await visitor.Box("Client JWKs URL").FillAsync("https://keys.invalid/jwks.json");
        await visitor.Button("Fetch & preview keys").ClickAsync();
        await visitor.Page.GetByText("You can still save the URL").WaitForAsync();
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        await visitor.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "billing-2027.pem",
            MimeType = "application/x-pem-file",
            Buffer = System.Text.Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()),
        });
        await visitor.Button("Add key").ScrollIntoViewIfNeededAsync();
    }
}
