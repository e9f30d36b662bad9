using System.Text;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.Domain.TokenService.Assertions;

namespace AdminPortal.Tests.OAuth;

/// <summary>Tokens for clients that publish their keys, against a real key server on loopback.</summary>
public sealed class KeysByUrlTests : IAsyncLifetime
{
    private readonly OAuthHost _host = new("--Portal:JwksFetch:AllowedHosts:0=127.0.0.1", "--Portal:Throttling:FailuresPerMinute=10000");
    private KeyServer _keys = null!;
    private volatile string _published = "";

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _published = KeySets.Of(("one", "ES256"));
        _keys = KeyServer.Start((stream, cancellation) => stream.WriteAsync(Encoding.UTF8.GetBytes(KeySets.Answer(_published)), cancellation).AsTask());
    }

    public async ValueTask DisposeAsync()
    {
        await _keys.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_hundred_requests_at_once_cause_one_visit()
    {
        var client = await AddClientAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => _host.PostAsync(_host.Assertion(client).Form()))));

        Assert.All(answers, answer => answer.IsGranted(OAuthHost.ReaderScope));
        Assert.Equal(1, _keys.Connections);
    }

    [Fact]
    public async Task A_flood_of_made_up_key_ids_causes_one_visit_a_minute()
    {
        var client = await AddClientAsync();
        (await _host.PostAsync(_host.Assertion(client).Form())).IsGranted(OAuthHost.ReaderScope);
        var before = _keys.Connections;

        foreach (var minute in Enumerable.Range(1, 3))
        {
            for (var i = 0; i < 20; i++)
            {
                (await _host.PostAsync(Named(client, $"made-up-{minute}-{i}").Form())).IsInvalidClient();
            }

            Assert.InRange(_keys.Connections - before, 0, minute);
            _host.Clock.Advance(TimeSpan.FromSeconds(61));
        }
    }

    [Fact]
    public async Task A_new_key_works_on_first_use_and_a_removed_one_dies_within_the_age_of_the_set()
    {
        var client = await AddClientAsync();
        (await _host.PostAsync(Named(client, "one").Form())).IsGranted(OAuthHost.ReaderScope);

        _published = KeySets.Of(("two", "ES256"));
        (await _host.PostAsync(Named(client, "two").Form())).IsGranted(OAuthHost.ReaderScope);
        (await _host.PostAsync(Named(client, "one").Form())).IsInvalidClient();

        _published = KeySets.Of(("three", "ES256"));
        _host.Clock.Advance(TimeSpan.FromMinutes(6));
        (await _host.PostAsync(Named(client, "two").Form())).IsInvalidClient();
    }

    [Fact]
    public async Task A_new_key_works_for_an_assertion_that_names_none_when_the_set_is_a_minute_old()
    {
        var client = await AddClientAsync();
        await _host.AllowAsync(_host.Assertion(client));

        _published = KeySets.Of(("two", "ES384"));
        await _host.DenyAsync(_host.Assertion(client).By("ES384"));
        _host.Clock.Advance(TimeSpan.FromSeconds(60));
        await _host.AllowAsync(_host.Assertion(client).By("ES384"));
        await _host.DenyAsync(_host.Assertion(client));

        Assert.Equal(2, _keys.Connections);
    }

    [Fact]
    public async Task A_key_server_that_is_down_or_talks_nonsense_costs_the_client_its_token_and_nobody_more()
    {
        var client = await AddClientAsync();
        _published = "no json {{{ secret-canary";

        var answer = await _host.PostAsync(_host.Assertion(client).Form());

        answer.IsInvalidClient();
        Assert.Contains("the JWKS URL could not be read recently", _host.ReasonOf(answer), StringComparison.Ordinal);
        Assert.DoesNotContain(_host.Log.Lines, line => line.Contains("secret-canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_good_set_goes_on_while_the_server_is_down()
    {
        var client = await AddClientAsync();
        (await _host.PostAsync(_host.Assertion(client).Form())).IsGranted(OAuthHost.ReaderScope);
        _published = "down";

        _host.Clock.Advance(TimeSpan.FromHours(23));
        (await _host.PostAsync(_host.Assertion(client).Form())).IsGranted(OAuthHost.ReaderScope);
        _host.Clock.Advance(TimeSpan.FromHours(2));
        (await _host.PostAsync(_host.Assertion(client).Form())).IsInvalidClient();
    }

    private Task<TestClient> AddClientAsync() => _host.AddClientAsync(new ApiClientDetails { JwksUri = _keys.Uri().Value }, OAuthHost.Reader);

    private TestAssertion Named(TestClient client, string keyId) => _host.Assertion(client).WithHeader("kid", TestAssertion.Quote(keyId));
}
