using System.Security.Cryptography;
using System.Text;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using static AdminPortal.Tests.Domain.TokenService.Assertions.TestAssertion;

namespace AdminPortal.Tests.OAuth.Assertions;

/// <summary>What RFC 7515 to 7519 and RFC 8725 ask of an assertion, as a form post to the token endpoint.</summary>
public sealed class AssertionJoseTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    public async Task An_unsigned_assertion_is_refused(string algorithm)
    {
        var assertion = host.Assertion(await host.AddKeyedClientAsync()).WithHeader("alg", Quote(algorithm));
        var parts = assertion.Write().Split('.');

        await host.DenyAsync($"{parts[0]}.{parts[1]}.");
        await host.DenyAsync(assertion);
    }

    [Fact]
    public async Task A_public_key_is_no_shared_secret()
    {
        var assertion = host.Assertion(await host.AddClientOfEveryKeyAsync()).WithHeader("alg", "\"HS256\"");
        var pem = KeyPairs.Rsa.ExportSubjectPublicKeyInfoPem();
        byte[][] secrets =
        [
            Encoding.ASCII.GetBytes(pem), Encoding.ASCII.GetBytes(pem + "\n"), KeyPairs.Rsa.ExportSubjectPublicKeyInfo(), KeyPairs.Rsa.ExportRSAPublicKey(),
            Encoding.UTF8.GetBytes(KeySets.Jwk("k", "RS256").ToJsonString()), [],
        ];

        foreach (var secret in secrets)
        {
            await host.DenyAsync(Sign(Encode(Json(assertion.Header)), Encode(Json(assertion.Payload)), input => HMACSHA256.HashData(secret, input)));
        }
    }

    [Theory]
    [InlineData("RS256", "PS256")]
    [InlineData("PS256", "RS256")]
    [InlineData("RS256", "ES256")]
    [InlineData("ES256", "ES384")]
    [InlineData("ES384", "ES256")]
    [InlineData("ES256", "EdDSA")]
    [InlineData("EdDSA", "ES256")]
    [InlineData("ES256", "ES512")]
    [InlineData("RS256", "RS512")]
    [InlineData("ES256", "es256")]
    public async Task What_is_said_and_what_was_signed_must_be_one_algorithm_of_the_list(string used, string said)
    {
        var client = await host.AddClientOfEveryKeyAsync();

        await host.AllowAsync(host.Assertion(client).By(used));
        await host.DenyAsync(host.Assertion(client).By(used).WithHeader("alg", Quote(said)));
    }

    [Fact]
    public async Task A_key_that_the_assertion_brings_or_points_to_is_neither_used_nor_fetched()
    {
        await using var own = new OAuthHost("--Portal:JwksFetch:AllowedHosts:0=127.0.0.1", "--Portal:Throttling:FailuresPerMinute=10000");
        await own.InitializeAsync();
        await using var attacker = KeyServer.Publishing(KeySets.Of(("k", "ES256")));
        var (keyless, keyed) = (await own.AddClientAsync(), await own.AddKeyedClientAsync());
        (string Name, string Json)[] headers =
        [
            ("jwk", KeySets.Jwk("k", "ES256").ToJsonString()), ("jku", Quote(attacker.Uri().Value)), ("x5u", Quote(attacker.Uri().Value)),
            ("x5c", $"[{Quote(Convert.ToBase64String(PemFiles.Current.RawData))}]"),
        ];
        string[] keyIds = [attacker.Uri().Value, "../../keys/k", "' OR 1=1 --"];

        foreach (var (name, json) in headers)
        {
            await own.DenyAsync(own.Assertion(keyless).WithHeader(name, json));
            await own.DenyAsync(own.Assertion(keyed).WithHeader(name, json));
        }

        foreach (var keyId in keyIds)
        {
            await own.DenyAsync(own.Assertion(keyless).WithHeader("kid", Quote(keyId)));
            await own.AllowAsync(own.Assertion(keyed).WithHeader("kid", Quote(keyId)));
        }

        Assert.Equal(0, attacker.Connections);
    }

    [Theory]
    [InlineData("crit", "[\"unheard-of\"]")]
    [InlineData("crit", "[]")]
    [InlineData("b64", "false")]
    [InlineData("zip", "\"DEF\"")]
    [InlineData("enc", "\"A256GCM\"")]
    public async Task An_extension_is_refused(string name, string json) =>
        await host.DenyAsync(host.Assertion(await host.AddKeyedClientAsync()).WithHeader(name, json));

    [Fact]
    public async Task A_signature_has_the_one_form_of_RFC_7518()
    {
        var assertion = host.Assertion(await host.AddKeyedClientAsync());
        var order = Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
        Func<byte[], byte[]>[] forms =
        [
            input => KeyPairs.P256.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
            input => KeyPairs.P256.SignData(input, HashAlgorithmName.SHA256)[..63],
            input => [.. KeyPairs.P256.SignData(input, HashAlgorithmName.SHA256), 0],
            input => [.. new byte[32], .. KeyPairs.P256.SignData(input, HashAlgorithmName.SHA256)[32..]],
            input => [.. KeyPairs.P256.SignData(input, HashAlgorithmName.SHA256)[..32], .. new byte[32]],
            input => [.. order, .. KeyPairs.P256.SignData(input, HashAlgorithmName.SHA256)[32..]],
            input => [.. KeyPairs.P256.SignData(input, HashAlgorithmName.SHA256)[..32], .. order],
            _ => new byte[64],
            _ => [],
        ];

        foreach (var form in forms)
        {
            await host.DenyAsync(Sign(Encode(Json(assertion.Header)), Encode(Json(assertion.Payload)), form));
        }

        await host.AllowAsync(assertion);
    }

    [Fact]
    public async Task A_DPoP_proof_is_no_assertion() =>
        await host.DenyAsync(host.Assertion(await host.AddKeyedClientAsync()).WithHeader("typ", "\"dpop+jwt\""));

    [Fact]
    public async Task What_is_encrypted_nested_or_compressed_is_refused()
    {
        var assertion = host.Assertion(await host.AddKeyedClientAsync());
        var inner = assertion.Write();

        await host.DenyAsync($"{Encode("""{"alg":"RSA-OAEP-256","enc":"A256GCM"}""")}.AAAA.AAAA.AAAA.AAAA");
        await host.DenyAsync(assertion.WithHeader("zip", "\"DEF\""));
        await host.DenyAsync(Sign(Json([.. assertion.Header, new("cty", "\"JWT\"")]), inner));
        await host.DenyAsync(assertion.WithHeader("cty", "\"JWT\""));
    }
}
