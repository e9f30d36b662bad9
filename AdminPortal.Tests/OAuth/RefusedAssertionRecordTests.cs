using System.Text;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Domain.ApiClients.Jwks;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.Domain.TokenService.Assertions;

namespace AdminPortal.Tests.OAuth;

/// <summary>Of a refused assertion the administrator reads the exact check that failed, with what was asked and what is known.</summary>
public sealed class RefusedAssertionRecordTests : IAsyncLifetime
{
    private readonly OAuthHost _host = new("--Portal:JwksFetch:AllowedHosts:0=127.0.0.1", "--Portal:Throttling:FailuresPerMinute=10000");
    private KeyServer _keys = null!;
    private volatile string _answer = KeySets.Answer(KeySets.Of(("one", "ES256"), ("two", "RS256")));

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _keys = KeyServer.Start((stream, cancellation) => stream.WriteAsync(Encoding.UTF8.GetBytes(_answer), cancellation).AsTask());
    }

    public async ValueTask DisposeAsync()
    {
        await _keys.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task An_assertion_that_was_used_before_or_is_over_is_on_record_as_that()
    {
        var client = await _host.AddKeyedClientAsync();
        var once = _host.Assertion(client);
        (await _host.PostAsync(once.Form())).IsGranted(OAuthHost.ReaderScope);

        await _host.IsRecordedAsync(client, once, "the assertion was used before (jti)");
        _host.Clock.Advance(TimeSpan.FromSeconds(390));
        await _host.IsRecordedAsync(client, once, "exp was 90 s ago");
    }

    [Fact]
    public async Task A_key_that_was_asked_for_and_is_not_known_is_on_record_with_those_that_are()
    {
        var (uploaded, published) = (await _host.AddClientAsync(), await AddAsync());
        await _host.AddKeyAsync(uploaded, Domain.ApiClients.PublicKeys.KeyPairs.P384.ExportSubjectPublicKeyInfoPem());
        var thumbprint = TestAssertion.Key("ES384").Name;

        await _host.IsRecordedAsync(
            uploaded, Named(uploaded, "three"), $"alg ES256 does not fit '{thumbprint}' (P384); kid 'three' names none of them");
        await _host.IsRecordedAsync(published, Named(published, "three"), "kid 'three' is not known; the client has 'one', 'two'");
        await _host.IsRecordedAsync(published, Named(published, "two"), "alg ES256 does not fit 'two' (Rsa)");
        await _host.IsRecordedAsync(published, _host.Assertion(published).By("ES384"), "alg ES384 does not fit 'one' (P256), 'two' (Rsa)");
    }

    [Fact]
    public async Task A_client_with_keys_by_upload_and_by_URL_reads_of_both()
    {
        var client = await AddAsync();
        await _host.AddKeyAsync(client, Domain.ApiClients.PublicKeys.KeyPairs.P384.ExportSubjectPublicKeyInfoPem());

        await _host.IsRecordedAsync(
            client, Named(client, "three"), $"alg ES256 does not fit '{TestAssertion.Key("ES384").Name}' (P384); kid 'three' names none of them");
        await _host.IsRecordedAsync(client, Named(client, "two"), "alg ES256 does not fit 'two' (Rsa)");
    }

    [Fact]
    public async Task A_key_that_is_published_and_left_out_is_on_record_with_its_reason()
    {
        var shared = Jwk.Curve.With("kty", "oct").With("kid", "shared").With("k", "c2VjcmV0");
        _answer = KeySets.Answer(Encoding.UTF8.GetString(Jwk.Set(KeySets.Jwk("one", "ES256"), KeySets.Jwk("seal", "ES256").With("use", "enc"), shared)));
        var client = await AddAsync();

        await _host.IsRecordedAsync(
            client,
            Named(client, "shared"),
            "kid 'shared' is not known; the client has 'one'; the JWKS URL publishes unusable keys: key 3 'shared' (This is a symmetric key "
            + "(kty oct), a secret that must not be published. Publish a public key instead), key 2 'seal' (The use of this key is not sig)");
    }

    [Fact]
    public async Task An_address_that_is_down_or_publishes_nothing_is_on_record()
    {
        var (empty, down) = (await AddAsync(), await AddAsync("http://127.0.0.1:1/keys"));
        _answer = KeySets.Answer("""{"keys":[]}""");

        await _host.IsRecordedAsync(empty, Named(empty, "one"), "no key of the client is known; the JWKS URL publishes no usable key");
        await _host.IsRecordedAsync(
            down, Named(down, "one"), "no key of the client is known; the JWKS URL could not be read recently (ConnectionRefused)");
    }

    private Task<TestClient> AddAsync(string? uri = null) =>
        _host.AddClientAsync(new ApiClientDetails { JwksUri = uri ?? _keys.Uri().Value }, OAuthHost.Reader);

    private TestAssertion Named(TestClient client, string keyId) => _host.Assertion(client).WithHeader("kid", TestAssertion.Quote(keyId));
}
