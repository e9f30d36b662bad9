using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AdminPortal.Tests.Account;

/// <summary>What anybody can write into an address, a Host or an Origin header, and what must not come of it.</summary>
public sealed class HostileAddressTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/status/101", HttpStatusCode.NotFound)]
    [InlineData("/status/204", HttpStatusCode.NotFound)]
    [InlineData("/status/999", HttpStatusCode.NotFound)]
    [InlineData("/status/403", HttpStatusCode.Forbidden)]
    [InlineData("/sign-in?created=%1b[2Kx%0dFAKE", HttpStatusCode.OK)]
    [InlineData("/sign-in?returnUrl=%00", HttpStatusCode.OK)]
    public async Task Nobody_chooses_a_status_or_breaks_a_page_by_its_address(string path, HttpStatusCode expected)
    {
        using var browser = portal.NewBrowser();

        Assert.Equal(expected, (await browser.GetAsync(path)).Status);
        Assert.DoesNotContain(portal.Process.Log, line => line.Contains("FAKE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host: x:99999\r\n", "400")]
    [InlineData("Host:\r\n", "400")]
    [InlineData("Host: evil.example\r\n", "302")]
    public async Task A_host_that_is_no_address_is_refused_and_none_is_repeated(string hostLine, string status)
    {
        var answer = await SendAsync($"GET / HTTP/1.1\r\n{hostLine}Accept: text/html\r\nConnection: close\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_in_too_the_start_page_leads_on_by_a_path_alone()
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);

        Assert.Equal("/administration/api-configuration/oneapi/api-clients", (await browser.GetAsync("/")).Location);
    }

    [Theory]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("own over https", HttpStatusCode.Forbidden)]
    [InlineData("own by number", HttpStatusCode.Forbidden)]
    [InlineData("own", HttpStatusCode.OK)]
    public async Task A_circuit_is_opened_by_our_own_pages_only(string origin, HttpStatusCode expected)
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false });
        using var negotiation = new HttpRequestMessage(HttpMethod.Post, new Uri(portal.Process.PublicUrl, "/_blazor/negotiate?negotiateVersion=1"));
        negotiation.Headers.Add("Cookie", browser.CookieHeader);
        negotiation.Headers.Add("Origin", origin switch
        {
            "own" => portal.Process.PublicUrl.GetLeftPart(UriPartial.Authority),
            "own over https" => $"https://{portal.Process.PublicUrl.Authority}",
            "own by number" => $"http://127.0.0.1:{portal.Process.PublicUrl.Port}",
            _ => origin,
        });

        using var answer = await client.SendAsync(negotiation, Cancellation);

        Assert.Equal(expected, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_page_is_offered_WebSockets_and_for_proxies_that_block_them_long_polling_and_nothing_else()
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);

        var offer = (await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1")).Html;

        using var json = JsonDocument.Parse(offer);
        Assert.Equal(
            ["WebSockets", "LongPolling"],
            json.RootElement.GetProperty("availableTransports").EnumerateArray().Select(transport => transport.GetProperty("transport").GetString()));
    }

    [Theory]
    [InlineData("a\uFFFE")]
    [InlineData("\uD800lone")]
    public async Task A_user_name_that_unicode_does_not_allow_is_wrong_like_any_other(string userName)
    {
        using var browser = portal.NewBrowser("192.0.2.77");

        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync(userName, "a wrong password")).Status);
    }

    private async Task<string> SendAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(portal.Process.PublicUrl.Host, portal.Process.PublicUrl.Port, Cancellation);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
