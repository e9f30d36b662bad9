using System.IdentityModel.Tokens.Jwt;
using AdminPortal.Domain;
using AdminPortal.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>An administrator ends a token before its time, and whoever asks learns it at once.</summary>
public sealed class RevokeTokenJourneyTests(FurnishedPortal furnished) : IClassFixture<FurnishedPortal>
{
    private const string Tokens = "/administration/api-configuration/oneapi/tokens";

    [Fact]
    public async Task A_token_that_is_revoked_on_the_page_is_inactive_at_once_and_another_one_lives_on()
    {
        var portal = furnished.Portal;
        await using var store = await StoreBeside.OpenAsync(portal);
        var (client, secrets) = await store.AddClientAsync($"Ledger sync {Guid.NewGuid():N}", validDays: 90);
        var (revoked, other) = (await IssueAsync(portal, client, secrets[0]), await IssueAsync(portal, client, secrets[0]));
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.OpenAsync(Tokens);
        Assert.True(await LivesAsync(portal, client, secrets[0], revoked));

        await visitor.ButtonLike($"Revoke token {new JwtSecurityToken(revoked).Id}").ClickAsync();
        var dialog = visitor.Dialog("Revoke token");
        await dialog.GetByLabel("Type YES to confirm").FillAsync("YES");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();

        var row = visitor.Page.GetByRole(AriaRole.Row, new() { Name = new JwtSecurityToken(revoked).Id });
        await Expect(row.GetByText("Revoked", new() { Exact = true })).ToBeVisibleAsync();
        Assert.False(await LivesAsync(portal, client, secrets[0], revoked));
        Assert.True(await LivesAsync(portal, client, secrets[0], other));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Several_tokens_that_are_picked_and_revoked_together_are_inactive_at_once_and_the_one_that_was_not_lives_on()
    {
        var portal = furnished.Portal;
        await using var store = await StoreBeside.OpenAsync(portal);
        var (client, secrets) = await store.AddClientAsync($"Ledger sync {Guid.NewGuid():N}", validDays: 90);
        var other = await IssueAsync(portal, client, secrets[0]);
        string[] picked = [await IssueAsync(portal, client, secrets[0]), await IssueAsync(portal, client, secrets[0])];
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.OpenAsync(Tokens);

        foreach (var token in picked)
        {
            await visitor.Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select token {new JwtSecurityToken(token).Id}" }).CheckAsync();
        }

        await visitor.Button("Revoke selected").ClickAsync();
        var dialog = visitor.Dialog("Revoke selected tokens");
        await dialog.GetByLabel("Type YES to confirm").FillAsync("YES");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();

        await Expect(visitor.Page.GetByText("2 tokens revoked").First).ToBeVisibleAsync();
        Assert.All(await Task.WhenAll(picked.Select(token => LivesAsync(portal, client, secrets[0], token))), Assert.False);
        Assert.True(await LivesAsync(portal, client, secrets[0], other));
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task A_word_about_new_tokens_moves_no_row_and_brings_none_before_somebody_asks()
    {
        var portal = furnished.Portal;
        await using var store = await StoreBeside.OpenAsync(portal);
        var (client, secrets) = await store.AddClientAsync($"Ledger sync {Guid.NewGuid():N}", validDays: 90);
        var seen = new JwtSecurityToken(await IssueAsync(portal, client, secrets[0])).Id;
        await using var visitor = await furnished.VisitAsync(ColorScheme.Light);
        await visitor.OpenAsync($"{Tokens}?client={client}");
        var row = visitor.Page.GetByRole(AriaRole.Row, new() { Name = seen });
        var before = await row.BoundingBoxAsync();

        await IssueAsync(portal, client, secrets[0]);
        await Expect(visitor.Page.GetByText("1 new token")).ToBeVisibleAsync();

        Assert.Equal(before!.Y, (await row.BoundingBoxAsync())!.Y);
        await visitor.Button("Show").ClickAsync();
        await Expect(visitor.ButtonLike("View token")).ToHaveCountAsync(2);
        Assert.Empty(visitor.Complaints);
    }

    private static async Task<string> IssueAsync(PortalProcess portal, ClientId client, string secret) =>
        (await portal.PostAsync("token", client, secret, ("grant_type", "client_credentials"))).GetProperty("access_token").GetString()!;

    private static async Task<bool> LivesAsync(PortalProcess portal, ClientId client, string secret, string token) =>
        (await portal.PostAsync("introspect", client, secret, ("token", token))).GetProperty("active").GetBoolean();
}
