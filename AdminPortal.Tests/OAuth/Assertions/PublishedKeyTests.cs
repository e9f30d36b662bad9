using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Domain.ApiClients.Jwks;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using Microsoft.IdentityModel.Tokens;
using static AdminPortal.Tests.Domain.TokenService.Assertions.TestAssertion;

namespace AdminPortal.Tests.OAuth.Assertions;

/// <summary>Which keys of a real key server get tokens, and which are left out while their neighbours stay.</summary>
public sealed class PublishedKeyTests : IAsyncLifetime
{
    private readonly OAuthHost _host = new("--Portal:JwksFetch:AllowedHosts:0=127.0.0.1", "--Portal:Throttling:FailuresPerMinute=10000");

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(KeyPairs.Algorithms), MemberType = typeof(KeyPairs))]
    public async Task Each_algorithm_works_with_a_published_key_by_its_name_and_without(string algorithm)
    {
        await using var server = KeyServer.Publishing(KeySets.Of(("k", algorithm)));
        var client = await AddAsync(server);

        await _host.AllowAsync(_host.Assertion(client).By(algorithm));
        await _host.AllowAsync(_host.Assertion(client).By(algorithm).WithHeader("kid", "\"k\""));
    }

    [Fact]
    public async Task A_key_that_is_published_for_one_algorithm_is_used_with_no_other()
    {
        await using var server = KeyServer.Publishing(Encoding.UTF8.GetString(Jwk.Set(KeySets.Jwk("k", "PS256").With("alg", "PS256"))));
        var client = await AddAsync(server);

        await _host.AllowAsync(_host.Assertion(client).By("PS256"));
        await _host.DenyAsync(_host.Assertion(client).By("RS256"));
    }

    [Fact]
    public async Task A_weak_key_gets_no_token_and_its_neighbour_does()
    {
        using var small = RSA.Create(1024);
        using var foreign = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));
        var modulus = Encode(small.ExportParameters(false).Modulus!);
        JsonObject[] weak =
        [
            KeySets.Jwk("small", "RS256").With("n", modulus),
            KeySets.Jwk("exponent-one", "RS256").With("e", "AQ"),
            KeySets.Jwk("exponent-even", "RS256").With("e", "AAEAAg"),
            KeySets.Jwk("foreign", "ES256").With("crv", "secp256k1")
                .With("x", Encode(foreign.ExportParameters(false).Q.X!)).With("y", Encode(foreign.ExportParameters(false).Q.Y!)),
            KeySets.Jwk("off-curve", "ES256").With("y", Encode(new byte[32])),
            KeySets.Jwk("agreement", "EdDSA").With("crv", "X25519"),
        ];
        await using var server = KeyServer.Publishing(Encoding.UTF8.GetString(Jwk.Set([.. weak, KeySets.Jwk("strong", "ES384")])));
        var client = await AddAsync(server);

        await _host.DenyAsync(Sign(
            Encode("""{"alg":"RS256","kid":"small"}"""),
            Encode(Json(_host.Assertion(client).Payload)),
            input => small.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        (string KeyId, string Algorithm)[] others =
            [("exponent-one", "RS256"), ("exponent-even", "RS256"), ("foreign", "ES256"), ("off-curve", "ES256"), ("agreement", "EdDSA")];
        foreach (var (keyId, algorithm) in others)
        {
            await _host.DenyAsync(_host.Assertion(client).By(algorithm).WithHeader("kid", Quote(keyId)));
        }

        await _host.AllowAsync(_host.Assertion(client).By("ES384"));
    }

    [Fact]
    public async Task A_private_key_that_is_published_gets_no_token_and_reaches_neither_log_nor_store()
    {
        var secret = Encode(KeyPairs.P256.ExportParameters(true).D!);
        await using var server = KeyServer.Publishing(Encoding.UTF8.GetString(Jwk.Set(KeySets.Jwk("k", "ES256").With("d", secret))));
        var client = await AddAsync(server);

        await _host.IsRecordedAsync(
            client,
            _host.Assertion(client),
            "no key of the client is known; the JWKS URL publishes unusable keys: key 1 'k' (This address publishes a private key, so anyone can "
            + "sign as this client. Replace the key at once and publish only its public members)");
        Assert.DoesNotContain(_host.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.All(_host.Files, file => Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.ASCII.GetBytes(secret))));
    }

    [Fact]
    public async Task Of_a_mixed_set_the_good_keys_work_and_a_shared_one_never()
    {
        var shared = RandomNumberGenerator.GetBytes(32);
        var set = Jwk.Set(
            new JsonObject { ["kty"] = "oct", ["kid"] = "shared", ["k"] = Encode(shared) }, KeySets.Jwk("same", "ES256"), KeySets.Jwk("same", "ES384"), 7, null,
            KeySets.Jwk("last", "RS256"));
        await using var server = KeyServer.Publishing(Encoding.UTF8.GetString(set));
        var client = await AddAsync(server);

        await _host.DenyAsync(Sign(
            Encode("""{"alg":"HS256","kid":"shared"}"""), Encode(Json(_host.Assertion(client).Payload)), input => HMACSHA256.HashData(shared, input)));
        await _host.AllowAsync(_host.Assertion(client).WithHeader("kid", "\"same\""));
        await _host.AllowAsync(_host.Assertion(client).By("ES384").WithHeader("kid", "\"same\""));
        await _host.DenyAsync(_host.Assertion(client).By("RS256").WithHeader("kid", "\"same\""));
        await _host.AllowAsync(_host.Assertion(client).By("RS256").WithHeader("kid", "\"last\""));
    }

    [Fact]
    public async Task One_key_that_is_published_once_for_each_algorithm_works_with_each()
    {
        await using var server = KeyServer.Publishing(Encoding.UTF8.GetString(
            Jwk.Set(KeySets.Jwk("k", "RS256").With("alg", "RS256"), KeySets.Jwk("k", "PS256").With("alg", "PS256"))));
        var client = await AddAsync(server);

        foreach (var algorithm in (string[])["RS256", "PS256"])
        {
            await _host.AllowAsync(_host.Assertion(client).By(algorithm).WithHeader("kid", "\"k\""));
            await _host.AllowAsync(_host.Assertion(client).By(algorithm));
        }
    }

    [Fact]
    public async Task A_published_kid_binds_and_for_a_key_without_one_it_is_a_hint()
    {
        await using var named = KeyServer.Publishing(KeySets.Of(("k", "ES256"), ("other", "RS256")));
        await using var unnamed = KeyServer.Publishing(Encoding.UTF8.GetString(
            Jwk.Set(KeySets.Jwk("k", "ES256").Without("kid"), KeySets.Jwk("other", "RS256"))));
        var (binding, hinted) = (await AddAsync(named), await AddAsync(unnamed));

        await _host.DenyAsync(_host.Assertion(binding).WithHeader("kid", "\"mine\""));
        await _host.DenyAsync(_host.Assertion(binding).WithHeader("kid", "\"other\""));
        await _host.AllowAsync(_host.Assertion(hinted).WithHeader("kid", "\"mine\""));
        await _host.DenyAsync(_host.Assertion(hinted).WithHeader("kid", "\"other\""));
        Assert.Equal(1, unnamed.Connections);
    }

    private Task<TestClient> AddAsync(KeyServer server) => _host.AddClientAsync(new ApiClientDetails { JwksUri = server.Uri().Value }, OAuthHost.Reader);

    private static string Encode(byte[] bytes) => Base64UrlEncoder.Encode(bytes);

    private static string Encode(string json) => TestAssertion.Encode(json);
}
