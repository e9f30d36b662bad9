using AdminPortal.Tests.Account;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Stopping;

/// <summary>
/// Everybody who may be connected when a program is told to stop: open pages, one whose browser is gone without a word, idle connections,
/// half a request, half a body, a reader who does not read.
/// </summary>
internal sealed class Crowd : IAsyncDisposable
{
    private const int Pages = 4;

    private readonly List<RawCircuit> _pages = [];
    private readonly List<RawHttp> _others = [];

    public static async Task<Crowd> GatherAsync(PortalProcess portal)
    {
        using var browser = new Account.Browser(portal.PublicUrl);
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        var cookies = browser.CookieHeader;
        var crowd = new Crowd();
        for (var i = 0; i < Pages; i++)
        {
            var page = await RawCircuit.ConnectAsync(portal.PublicUrl, cookies);
            crowd._pages.Add(page);
            Assert.NotNull(await page.StartAsync());
        }

        await crowd.JoinAsync(portal.PublicUrl, "");
        await crowd.JoinAsync(portal.PublicUrl, $"POST /oauth2/v1/token HTTP/1.1\r\nHost: {portal.PublicUrl.Authority}\r\nX-Half:");
        await crowd.JoinAsync(
            portal.PublicUrl,
            $"POST /oauth2/v1/token HTTP/1.1\r\nHost: {portal.PublicUrl.Authority}\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\ngrant_type=");
        await crowd.JoinAsync(portal.PublicUrl, UpgradeOf(portal, cookies));
        await crowd.JoinAsync(portal.PublicUrl, string.Concat(Enumerable.Repeat(GetOf(portal.PublicUrl, "/_framework/blazor.web.js"), 100)));
        await crowd.JoinAsync(portal.ManagementUrl, "");
        await crowd.JoinAsync(portal.ManagementUrl, string.Concat(Enumerable.Repeat(GetOf(portal.ManagementUrl, "/metrics"), 100)));
        return crowd;
    }

    public async ValueTask DisposeAsync()
    {
        _others.ForEach(other => other.Dispose());
        foreach (var page in _pages)
        {
            await page.DisposeAsync();
        }
    }

    private async Task JoinAsync(Uri listener, string says)
    {
        var other = await RawHttp.ConnectAsync(listener);
        _others.Add(other);
        await other.SendAsync(says);
    }

    private static string GetOf(Uri listener, string path) => $"GET {path} HTTP/1.1\r\nHost: {listener.Authority}\r\n\r\n";

    // Asks for a page's connection and says nothing ever after, not even good-bye.
    private static string UpgradeOf(PortalProcess portal, string cookies) =>
        $"GET /_blazor HTTP/1.1\r\nHost: {portal.PublicUrl.Authority}\r\nOrigin: {portal.PublicUrl.GetLeftPart(UriPartial.Authority)}\r\nCookie: {cookies}\r\n"
        + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}
