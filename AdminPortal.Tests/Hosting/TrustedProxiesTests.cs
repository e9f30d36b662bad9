namespace AdminPortal.Tests.Hosting;

public sealed class TrustedProxiesTests
{
    private const string Forwarded = "203.0.113.7 https portal.example";
    private const string AsConnected = "127.0.0.1 http 127.0.0.1";

    [Theory]
    [InlineData("--Portal:TrustedProxies:0=127.0.0.1", Forwarded)]
    [InlineData("--Portal:TrustedProxies:0=127.0.0.0/8", Forwarded)]
    [InlineData("--Portal:TrustedProxies:0=10.0.0.0/8", AsConnected)]
    [InlineData("--ForwardedHeaders_Enabled=true", AsConnected)]
    [InlineData("--unrelated=true", AsConnected)]
    public async Task Forwarded_headers_count_from_listed_peers_only(string setting, string seen) =>
        Assert.Equal(seen, await SeenAsync(setting, "203.0.113.7", "portal.example"));

    [Fact]
    public async Task Behind_a_listed_proxy_the_word_of_an_unlisted_one_does_not_count() =>
        Assert.Equal(Forwarded, await SeenAsync("--Portal:TrustedProxies:0=127.0.0.1", "8.8.8.8, 203.0.113.7", "portal.example"));

    [Fact]
    public async Task A_forwarded_host_that_is_not_the_issuers_is_ignored() =>
        Assert.DoesNotContain(
            "evil", await SeenAsync("--Portal:TrustedProxies:0=127.0.0.1", "203.0.113.7", "evil.example"), StringComparison.Ordinal);

    private static async Task<string> SeenAsync(string setting, string forwardedFor, string forwardedHost)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var app = await HostedApp.StartAsync(cancellation, "--Portal:Issuer=https://portal.example", setting);
        using var request = new HttpRequestMessage(HttpMethod.Get, HostedApp.Caller);
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", forwardedHost);
        using var response = await app.Public.SendAsync(request, cancellation);
        return await response.Content.ReadAsStringAsync(cancellation);
    }
}
