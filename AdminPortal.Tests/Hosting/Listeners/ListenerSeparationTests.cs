using System.Net;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Listeners;

public sealed class ListenerSeparationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_answers_on_the_management_listener_only_whatever_the_host_header_says(string path)
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(portal.ManagementUrl, path, portal.ManagementUrl.Authority));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(portal.ManagementUrl, path, portal.PublicUrl.Authority));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(portal.PublicUrl, path, portal.PublicUrl.Authority));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(portal.PublicUrl, path, portal.ManagementUrl.Authority));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task A_load_balancer_may_ask_in_HTTP_1_0_and_name_no_host(string path)
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation);

        Assert.StartsWith("HTTP/1.1 200 ", await RawHttp.AskAsync(portal.ManagementUrl, $"GET {path} HTTP/1.0\r\n\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HostedApp.Page)]
    [InlineData(HostedApp.Early)]
    [InlineData(HostedApp.Caller)]
    public async Task What_is_public_is_not_there_on_the_management_listener(string path)
    {
        await using var app = await HostedApp.StartAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app.Public.BaseAddress!, path, "localhost"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app.Management.BaseAddress!, path, app.Public.BaseAddress!.Authority));
    }

    [Fact]
    public async Task An_endpoint_moves_to_the_management_listener_by_one_word()
    {
        await using var app = await HostedApp.StartAsync(Cancellation);

        var management = app.Management.BaseAddress!;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(management, HostedApp.Managed, "localhost"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app.Public.BaseAddress!, HostedApp.Managed, management.Authority));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_is_one_word_that_nobody_keeps(string path)
    {
        await using var app = await HostedApp.StartAsync(Cancellation);

        using var response = await app.Management.GetAsync(path, Cancellation);

        Assert.Equal("Healthy", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    private static async Task<HttpStatusCode> StatusAsync(Uri listener, string path, string host)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(listener, path));
        request.Headers.Host = host;
        using var response = await client.SendAsync(request, Cancellation);
        return response.StatusCode;
    }
}
