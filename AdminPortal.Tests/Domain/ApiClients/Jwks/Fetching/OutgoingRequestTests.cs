using System.Diagnostics;
using System.Net;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

public sealed class OutgoingRequestTests
{
    [Fact]
    public async Task The_request_carries_nothing_but_what_a_key_server_needs()
    {
        await using var server = KeyServer.Answering(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: seen=1; Path=/", PublishedKeys.Json());
        using var inside = new Activity("inside").AddBaggage("tenant", "secret").Start();
        var fetcher = new JwksFetcher(server.Allowing("127.0.0.1")) { TimeLimit = TimeSpan.FromMinutes(2) };

        for (var visit = 0; visit < 2; visit++)
        {
            await fetcher.FetchAsync(server.Uri(path: "/keys?v=1"), TestContext.Current.CancellationToken);
        }

        string[] words =
        [
            "GET /keys?v=1 HTTP/1.1", $"Host: 127.0.0.1:{server.Port}", "Accept: application/jwk-set+json, application/json",
            "Accept-Encoding: identity", "User-Agent: AdminPortal", "Connection: close",
        ];
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request =>
            Assert.Equal(words.Order(StringComparer.Ordinal), request.TrimEnd().Split("\r\n").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Each_visit_has_a_connection_of_its_own_so_that_each_is_judged()
    {
        await using var server = KeyServer.Publishing(PublishedKeys.Json());

        await server.VisitAsync();
        await server.VisitAsync();

        Assert.Equal(2, server.Connections);
    }

    // HTTP_PROXY and HTTPS_PROXY of the environment become this default when the process first needs it.
    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        await using var proxy = KeyServer.Publishing(PublishedKeys.Json("from-the-proxy"));
        await using var server = KeyServer.Publishing(PublishedKeys.Json());
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new ProxyFor("keys.proxied.test", new Uri($"http://127.0.0.1:{proxy.Port}"));
        try
        {
            var fetcher = new JwksFetcher(server.Allowing("keys.proxied.test"), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]))
            {
                TimeLimit = TimeSpan.FromMinutes(2),
            };

            var outcome = await fetcher.FetchAsync(server.Uri("keys.proxied.test"), TestContext.Current.CancellationToken);

            Assert.Equal("k1", Assert.IsType<JwksFetchOutcome.Fetched>(outcome).Keys.Keys[0].KeyId);
            Assert.Equal(0, proxy.Connections);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    // For one host alone: other tests share this process.
    private sealed class ProxyFor(string host, Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy;

        public bool IsBypassed(Uri destination) => destination.Host != host;
    }
}
