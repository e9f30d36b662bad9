using System.Net;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Account;

/// <summary>What counts as activity on the wire, on the running program's own clock.</summary>
public sealed class IdleRequestTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    [Theory]
    [InlineData("/administration", true)]
    [InlineData("/css/base.css", false)]
    [InlineData("/_framework/blazor.web.js", false)]
    [InlineData("/.well-known/oauth-authorization-server", false)]
    public async Task Asking_for_a_page_is_activity_and_what_a_page_loads_is_none(string path, bool isActivity)
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        await using var store = await StoreBeside.OpenAsync(portal.Process);
        await AgeAsync(store, TimeSpan.FromMinutes(30));

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(path)).Status);

        var seen = (await store.Get<PortalStore>().SessionTimesAsync()).Count(times => DateTimeOffset.UtcNow - times.SeenAt < TimeSpan.FromMinutes(1));
        Assert.Equal(isActivity ? 1 : 0, seen);
    }

    [Fact]
    public async Task After_an_hour_of_silence_a_page_leads_to_signing_in()
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        await using var store = await StoreBeside.OpenAsync(portal.Process);
        await AgeAsync(store, AdministratorSession.IdleLimit);

        var answer = await browser.GetAsync("/administration");

        Assert.Equal((HttpStatusCode.Found, "/sign-in?returnUrl=%2Fadministration"), (answer.Status, answer.Location));
    }

    private static Task AgeAsync(StoreBeside store, TimeSpan silence) =>
        store.Get<PortalStore>().ChangeSessionTimesAsync(times => times with { SeenAt = DateTimeOffset.UtcNow - silence });
}
