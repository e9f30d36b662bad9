using AdminPortal.Account;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Shell.Navigation;
using AdminPortal.SigningKeys;
using AdminPortal.Tests.Domain.SigningKeys;
using AdminPortal.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.SigningKeys;

/// <summary>The Signing Keys page as administrators see and use it.</summary>
public sealed class SigningKeysPageTests
{
    [Fact]
    public async Task The_keys_stand_in_three_bands_of_one_table()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Superuser);

        var page = Open(host);

        Assert.Equal("Signing Keys", page.Find("h1").TextContent);
        Assert.Equal("Signing keys", page.Find("table caption").TextContent);
        Assert.Equal(
            ["Key ID", "Algorithm", "Published", "Active from", "Retires", "Unexpired tokens signed", "Actions"],
            page.FindAll("thead th[scope=col]").Select(header => header.TextContent.Trim()));
        Assert.Equal(["Next", "Active", "Previous"], page.FindAll("th[scope=rowgroup] h2").Select(band => band.TextContent));
        Assert.Equal([2, 1, 0], page.FindAll("tbody").Select(band => band.QuerySelectorAll("th[scope=row]").Length));
        var current = domain.Get<SigningKeyRing>().Current.KeyId;
        Assert.Contains(page.FindAll("tbody")[1].QuerySelectorAll("button"), button => button.GetAttribute("data-copy") == current);
        Assert.Contains("15 Apr 2027, 09:30 UTC", page.FindAll("tbody")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("When the setting says ES256", page.FindAll("tbody")[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_signs_for_too_long_is_called_so()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Auditor);
        domain.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("Older than 90 days", Open(host).Markup, StringComparison.Ordinal);

        domain.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("Older than 90 days", Open(host).FindAll("tbody")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_addresses_for_verifiers_can_be_copied_and_opened()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Auditor);

        var page = Open(host);

        Assert.Equal("https://portal.example/oauth2/v1/keys", page.Button("Copy key set URL").GetAttribute("data-copy"));
        Assert.Equal("https://portal.example/.well-known/oauth-authorization-server", page.Button("Copy metadata URL").GetAttribute("data-copy"));
        Assert.Equal("https://portal.example/oauth2/v1/keys", page.Link("Open key set URL").GetAttribute("href"));
    }

    [Fact]
    public async Task Who_may_only_look_sees_no_button_and_who_may_not_sees_no_key()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var looking = new PageHost(domain, domain.Auditor);
        await using var refused = new PageHost(domain, domain.Nobody);

        var page = Open(looking);
        Assert.False(page.HasButton("Rotate now"));
        Assert.False(page.HasButton("Replace at once"));
        Assert.Equal(6, page.FindAll("thead th").Count);
        Assert.NotEmpty(page.FindAll("table"));

        var nothing = Open(refused);
        Assert.Equal("You can't view this page", nothing.Find("h1").TextContent);
        Assert.Empty(nothing.FindAll("table"));
    }

    [Fact]
    public async Task Rotate_now_shows_when_which_key_signs_and_announces_the_next_one()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Superuser);
        var page = Open(host);

        await page.Button("Rotate now").ClickAsync(new());
        Assert.Equal(
            ["NowA new key is published.", "16 Jan 2027, 09:30 UTCIt starts signing, and the current key retires.",
                "17 Jan 2027, 10:30 UTCThe current key leaves the key set; its last token has expired by then."],
            page.FindAll("dialog li").Select(step => step.TextContent.Trim()));
        await page.Button("Rotate").ClickAsync(new());

        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal(["A new key is published; it signs from 16 Jan 2027, 09:30 UTC"], host.Messages);
        Assert.Equal(3, page.FindAll("tbody")[0].QuerySelectorAll("th[scope=row]").Length);
        Assert.Contains("16 Jan 2027, 09:30 UTC", page.FindAll("tbody")[1].TextContent, StringComparison.Ordinal);

        await page.Button("Rotate now").ClickAsync(new());
        Assert.Equal("A new key is on its way", page.Find("dialog h2").TextContent);
        Assert.False(page.HasButton("Rotate"));
        await page.Button("Close").ClickAsync(new());
        Assert.Empty(page.FindAll("dialog"));
    }

    [Fact]
    public async Task Replace_at_once_says_what_it_breaks_and_takes_a_YES()
    {
        await using var domain = await DomainHost.StartAsync();
        domain.Clock.Advance(TimeSpan.FromHours(2));
        var old = domain.Get<SigningKeyRing>().Current.KeyId;
        await domain.AddTokensAsync(old, await domain.AddClientAsync("Billing sync"), 20, 40);
        await using var host = new PageHost(domain, domain.Superuser);
        var page = Open(host);

        await page.Button("Replace at once").ClickAsync(new());
        foreach (var words in new[] { old, "2 active tokens are revoked", "cannot be undone", "within 5 minutes" })
        {
            Assert.Contains(words, page.Find("dialog").TextContent, StringComparison.Ordinal);
        }

        await ConfirmAsync(page, "yes");
        Assert.Equal(old, domain.Get<SigningKeyRing>().Current.KeyId);
        await ConfirmAsync(page, "YES");

        Assert.Empty(page.FindAll("dialog"));
        Assert.NotEqual(old, domain.Get<SigningKeyRing>().Current.KeyId);
        Assert.Equal(["A new key signs. Active tokens revoked: 2"], host.Messages);
        var previous = page.FindAll("tbody")[2];
        Assert.Contains("Revoked", previous.TextContent, StringComparison.Ordinal);
        Assert.Single(previous.QuerySelectorAll("th[scope=row]"));
    }

    [Fact]
    public async Task A_previous_key_can_be_revoked_once_the_page_has_said_what_that_breaks_and_until_when()
    {
        await using var domain = await DomainHost.StartAsync();
        var old = domain.Get<SigningKeyRing>().Current.KeyId;
        await domain.RotateAsync();
        await domain.AddTokensAsync(old, await domain.AddClientAsync("Billing sync"), 20, 40);
        await using var host = new PageHost(domain, domain.Superuser);
        var page = Open(host);
        Assert.Single(page.FindAll("button[aria-label^='Revoke key']"));

        await page.Button($"Revoke key {old[..12]}…").ClickAsync(new());
        string[] told = [old, "2 active tokens are revoked", "16 Jan 2027, 10:10 UTC", "17 Jan 2027, 10:30 UTC", "cannot be undone", "within 5 minutes"];
        foreach (var words in told)
        {
            Assert.Contains(words, page.Find("dialog").TextContent, StringComparison.Ordinal);
        }

        await page.Labelled("Type YES to confirm").InputAsync(new() { Value = "YES" });
        await page.Button("Revoke").ClickAsync(new());

        Assert.Empty(page.FindAll("dialog"));
        Assert.Null(domain.Get<SigningKeyRing>().FindVerificationKey(old));
        Assert.Equal(["Key revoked. Active tokens revoked: 2"], host.Messages);
        Assert.Contains("Revoked", page.FindAll("tbody")[2].TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button[aria-label^='Revoke key']"));
        Assert.Equal(PageHeader.HeadingId, host.Focused);
    }

    [Fact]
    public async Task What_somebody_else_did_meanwhile_is_told_in_the_dialog()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Superuser);
        var page = Open(host);
        await page.Button("Replace at once").ClickAsync(new());
        await domain.Get<ReplaceSigningKeyNow>().ExecuteAsync(domain.Get<SigningKeyRing>().Current.KeyId, domain.Superuser, DomainHost.Cancellation);

        await ConfirmAsync(page, "YES");

        Assert.Contains("Another key is active by now", page.Find("dialog [role=status]").TextContent, StringComparison.Ordinal);
        Assert.Empty(host.Messages);
    }

    [Fact]
    public async Task The_emergency_begins_with_the_password_if_that_is_long_ago()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, ((Actor.SignedIn)domain.Superuser) with { ProvedAt = null });
        var page = Open(host);
        var proof = host.Services.GetRequiredService<PasswordProof>();
        proof.Changed += (_, _) => { };

        var pressed = page.Button("Replace at once").ClickAsync(new());

        Assert.True(proof.IsAsked);
        Assert.Empty(page.FindAll("dialog"));
        proof.Answer(isProved: false);
        await pressed;
        Assert.Empty(page.FindAll("dialog"));
    }

    [Fact]
    public async Task Keys_that_cannot_be_loaded_can_be_asked_for_again()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Superuser);
        await domain.RenameTableAsync("SigningKeys", "Away");

        var page = Open(host);
        Assert.Contains("Couldn't load signing keys", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.False(page.HasButton("Rotate now"));

        await domain.RenameTableAsync("Away", "SigningKeys");
        await page.Button("Try again").ClickAsync(new());
        Assert.NotEmpty(page.FindAll("table"));
    }

    private static IRenderedComponent<SigningKeysPage> Open(PageHost host) => host.Open<SigningKeysPage>(SiteMap.SigningKeys.Path);

    private static async Task ConfirmAsync(IRenderedComponent<SigningKeysPage> page, string typed)
    {
        await page.Labelled("Type YES to confirm").InputAsync(new() { Value = typed });
        await page.Button("Replace").ClickAsync(new());
    }
}
