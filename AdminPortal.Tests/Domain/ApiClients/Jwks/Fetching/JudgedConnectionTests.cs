using System.Net;
using System.Net.Sockets;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

public sealed class JudgedConnectionTests
{
    private const string Name = "keys.example.test";

    private static readonly OutboundAddressPolicy Nowhere = new(JwksFetchOptions.None);

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1, a loopback address")]
    [InlineData("::1", "::1, a loopback address")]
    [InlineData("::ffff:127.0.0.1", "::ffff:127.0.0.1, a loopback address")]
    [InlineData("10.4.0.9", "10.4.0.9, a private address")]
    [InlineData("169.254.169.254", "169.254.169.254, a link-local address")]
    public async Task A_name_that_is_public_at_save_and_private_at_fetch_is_refused_at_connect(string address, string words)
    {
        await using var server = KeyServer.Publishing(PublishedKeys.Json());
        var uri = JwksUri.TryCreate($"https://{Name}:{server.Port}/keys", Nowhere).Value;

        var failure = await FailAsync(Nowhere, uri, IPAddress.Parse(address));

        Assert.IsType<JwksFailure.Blocked>(failure);
        Assert.StartsWith($"{Name} resolves to {words}", failure.Sentence(uri), StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_name_is_resolved_once_a_visit_and_what_was_judged_is_what_is_connected_to()
    {
        await using var server = KeyServer.Publishing(PublishedKeys.Json());
        var lookUps = 0;
        var fetcher = NewFetcher(server.Allowing(Name), (_, _) => Task.FromResult<IPAddress[]>(
            [Interlocked.Increment(ref lookUps) == 1 ? IPAddress.Loopback : IPAddress.Parse("169.254.169.254")]));

        var first = await fetcher.FetchAsync(server.Uri(Name), TestContext.Current.CancellationToken);
        var second = await fetcher.FetchAsync(server.Uri(Name), TestContext.Current.CancellationToken);

        Assert.IsType<JwksFetchOutcome.Fetched>(first);
        Assert.IsType<JwksFailure.Blocked>(Assert.IsType<JwksFetchOutcome.Failed>(second).Failure);
        Assert.Equal((2, 1), (lookUps, server.Connections));
    }

    [Fact]
    public async Task Of_several_addresses_only_allowed_ones_are_tried_in_their_order()
    {
        await using var server = KeyServer.Publishing(PublishedKeys.Json());
        // 127.0.0.2 is allowed too, but nobody listens there.
        var fetcher = NewFetcher(server.Allowing(Name), (_, _) => Task.FromResult<IPAddress[]>(
            [IPAddress.Parse("169.254.169.254"), IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]));

        Assert.IsType<JwksFetchOutcome.Fetched>(await fetcher.FetchAsync(server.Uri(Name), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("localhost")]
    public async Task An_address_in_the_URL_itself_is_judged_at_the_fetch_too(string host)
    {
        await using var server = KeyServer.Publishing(PublishedKeys.Json());

        var outcome = await NewFetcher(Nowhere, Dns.GetHostAddressesAsync).FetchAsync(server.Uri(host, "https"), TestContext.Current.CancellationToken);

        Assert.IsType<JwksFailure.Blocked>(Assert.IsType<JwksFetchOutcome.Failed>(outcome).Failure);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task An_allowed_host_is_visited_by_the_name_that_this_machine_resolves()
    {
        await using var server = KeyServer.Publishing(PublishedKeys.Json());

        var outcome = await NewFetcher(server.Allowing("localhost"), Dns.GetHostAddressesAsync)
            .FetchAsync(server.Uri("localhost"), TestContext.Current.CancellationToken);

        Assert.IsType<JwksFetchOutcome.Fetched>(outcome);
    }

    [Fact]
    public async Task A_stored_URL_of_plain_http_is_not_fetched_once_its_host_is_no_longer_allowed() =>
        Assert.Equal(new JwksFailure.PlainHttp(), await FailAsync(Nowhere, JwksUri.FromStored($"http://{Name}/keys"), IPAddress.Parse("8.8.8.8")));

    [Fact]
    public async Task A_name_that_nobody_knows_is_told()
    {
        var uri = JwksUri.FromStored($"https://{Name}/keys");
        var noSuchHost = NewFetcher(Nowhere, (_, _) => throw new SocketException((int)SocketError.HostNotFound));

        Assert.Equal(new JwksFetchOutcome.Failed(new JwksFailure.NameNotFound()), await noSuchHost.FetchAsync(uri, TestContext.Current.CancellationToken));
        Assert.Equal(new JwksFailure.NameNotFound(), await FailAsync(Nowhere, uri));
    }

    [Fact]
    public async Task A_name_server_that_never_answers_is_given_up()
    {
        var limit = TimeSpan.FromMilliseconds(200);
        var fetcher = new JwksFetcher(Nowhere, (_, _) => new TaskCompletionSource<IPAddress[]>().Task) { TimeLimit = limit };

        var outcome = await fetcher.FetchAsync(JwksUri.FromStored($"https://{Name}/keys"), TestContext.Current.CancellationToken);

        Assert.Equal(new JwksFetchOutcome.Failed(new JwksFailure.TimedOut(limit)), outcome);
    }

    [Fact]
    public async Task A_refused_connection_is_told()
    {
        var server = KeyServer.Silent();
        var (uri, policy) = (server.Uri(Name), server.Allowing(Name));
        await server.DisposeAsync();

        Assert.Equal(new JwksFailure.ConnectionRefused(), await FailAsync(policy, uri, IPAddress.Loopback));
    }

    private static async Task<JwksFailure> FailAsync(OutboundAddressPolicy policy, JwksUri uri, params IPAddress[] addresses)
    {
        var outcome = await NewFetcher(policy, (_, _) => Task.FromResult(addresses)).FetchAsync(uri, TestContext.Current.CancellationToken);
        return Assert.IsType<JwksFetchOutcome.Failed>(outcome).Failure;
    }

    private static JwksFetcher NewFetcher(OutboundAddressPolicy policy, HostResolver resolve) =>
        new(policy, resolve) { TimeLimit = TimeSpan.FromMinutes(2) };
}
