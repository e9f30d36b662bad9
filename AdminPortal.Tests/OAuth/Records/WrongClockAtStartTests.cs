using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Account;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using AdminPortal.Tests.OAuth.ThirdParty;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.OAuth.Records;

/// <summary>
/// The whole program on a machine whose clock is wrong. What becomes of its records in the hours after that is held in process, by a
/// clock that tests set.
/// </summary>
public sealed class WrongClockAtStartTests
{
    private const int Records = 30;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_with_the_clock_a_year_ahead_is_told_costs_no_record_and_a_used_assertion_stays_used()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation, PortalWithAlice.Settings);
        var client = await AddClientAsync(portal);
        using var caller = new TokenCaller(portal.PublicUrl, client.Value, "");
        for (var i = 0; i < Records; i++)
        {
            Assert.Equal(200, (await caller.PostAsync(Assertion(portal, client, TimeSpan.Zero))).Status);
        }

        var used = Assertion(portal, client, TimeSpan.Zero);
        Assert.Equal(200, (await caller.PostAsync(used)).Status);
        await portal.KillAsync();

        SetClock(portal, "+365d");
        await portal.StartAgainAsync(Cancellation);
        Assert.Contains(portal.Log, line => line.Contains(
            "365 days ahead of the latest time this store has seen. Nothing is deleted by age", StringComparison.Ordinal));
        await AssertIsToldOnThePageAsync(portal);
        Assert.Equal(200, (await caller.PostAsync(Assertion(portal, client, TimeSpan.FromDays(365)))).Status);
        await portal.KillAsync();

        SetClock(portal, null);
        await portal.StartAgainAsync(Cancellation);
        Assert.Equal(Records + 2, caller.Received);
        Assert.Empty(await caller.MissingRecordsAsync(Path.Combine(portal.DataDirectory, "portal.db")));
        Assert.Equal(401, (await caller.PostAsync(used)).Status);
        Assert.Equal(200, (await caller.PostAsync(Assertion(portal, client, TimeSpan.Zero))).Status);
    }

    private static async Task AssertIsToldOnThePageAsync(PortalProcess portal)
    {
        using var browser = new Account.Browser(portal.PublicUrl);
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        var page = await browser.GetAsync("/administration");
        Assert.Contains("Check this server's clock", page.Html, StringComparison.Ordinal);
        Assert.Contains("365 days ahead of the latest time", page.Html, StringComparison.Ordinal);
    }

    private static List<(string Name, string Value)> Assertion(PortalProcess portal, ClientId client, TimeSpan ahead) =>
        TestAssertion.For(client.Value, portal.PublicUrl.GetLeftPart(UriPartial.Authority), DateTimeOffset.UtcNow + ahead)
            .With("jti", TestAssertion.Quote(Guid.NewGuid().ToString()))
            .Form();

    private static async Task<ClientId> AddClientAsync(PortalProcess portal)
    {
        await using var store = await StoreBeside.OpenAsync(portal);
        return await store.AddKeyedClientAsync(new ApiClientDetails { Name = "Billing sync" }, KeyPairs.For("ES256").Key);
    }

    // Null is the machine's own time.
    private static void SetClock(PortalProcess portal, string? offset)
    {
        foreach (var (key, value) in FakeTime.Ahead(offset ?? ""))
        {
            portal.Set(key, offset is null ? null : value);
        }
    }
}
