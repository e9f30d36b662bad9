using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks;

public sealed class JwkSetTests
{
    [Fact]
    public void The_set_of_RFC_7517_has_one_key_for_signatures_and_one_for_encryption()
    {
        var set = JwkSet.Read(Encoding.UTF8.GetBytes($$$"""
            {"keys":
              [{"kty":"EC", "crv":"P-256", "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
                "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM", "use":"enc", "kid":"1"},
               {"kty":"RSA", "n": "{{{PublishedVectors.Rfc7638Modulus}}}",
                "e":"AQAB", "alg":"RS256", "kid":"2011-04-29"}]}
            """)).Value;

        var key = Assert.Single(set.Keys);
        Assert.Equal(("2011-04-29", "RS256", PublishedVectors.Rfc7638Thumbprint), (key.KeyId, key.Algorithm, key.Key.Thumbprint));
        Assert.Equal([new LeftOutKey(1, "1", "The use of this key is not sig")], set.LeftOut);
    }

    [Fact]
    public void Keys_of_every_kind_verify_what_the_standards_print()
    {
        var set = JwkSet.Read(Jwk.Set(Jwk.Rsa.With("n", PublishedVectors.Rfc7515A2Modulus), Jwk.Curve, Jwk.Edwards)).Value;

        Assert.Empty(set.LeftOut);
        Assert.True(PublishedVectors.Verifies(set.Keys[0].Key, "RS256", PublishedVectors.Rfc7515A2Token));
        Assert.True(PublishedVectors.Verifies(set.Keys[1].Key, "ES256", PublishedVectors.Rfc7515A3Token));
        Assert.True(PublishedVectors.Verifies(set.Keys[2].Key, "Ed25519", PublishedVectors.Rfc8037Token));
    }

    [Fact]
    public void What_a_key_need_not_say_may_be_missing_or_null()
    {
        var bare = Jwk.Rsa.Without("alg").Without("kid");
        var nulls = Jwk.Curve.With("kid", null).With("alg", null).With("use", null).With("key_ops", null).With("d", null);
        var more = Jwk.Edwards.With("use", "sig").With("key_ops", new JsonArray("sign", "verify")).With("x5c", new JsonArray("MII")).With("iat", 1);

        var set = JwkSet.Read(Jwk.Set(bare, nulls, more)).Value;

        Assert.Empty(set.LeftOut);
        Assert.Equal([(null, null), (null, null), ("edwards", null)], set.Keys.Select(key => (key.KeyId, key.Algorithm)));
    }

    [Theory]
    [InlineData(null, "RS256 PS256")]
    [InlineData("PS256", "PS256")]
    public void A_declared_algorithm_is_the_only_one_allowed(string? declared, string allowed)
    {
        var key = Assert.Single(JwkSet.Read(Jwk.Set(Jwk.Rsa.With("alg", declared))).Value.Keys);

        Assert.Equal(allowed.Split(' '), new[] { "RS256", "PS256", "RS512", "ES256", "none", "" }.Where(key.Allows));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("EdDSA")]
    [InlineData("Ed25519")]
    public void EdDSA_and_Ed25519_are_one_algorithm(string? declared)
    {
        var key = Assert.Single(JwkSet.Read(Jwk.Set(Jwk.Edwards.With("alg", declared))).Value.Keys);

        Assert.Equal(["EdDSA", "Ed25519"], new[] { "EdDSA", "Ed25519", "Ed448", "ES256" }.Where(key.Allows));
    }

    [Fact]
    public void Keys_with_one_kid_all_stay_and_are_told_of()
    {
        var set = JwkSet.Read(Jwk.Set(
            Jwk.Rsa.With("kid", "a").With("e", "AQ"), Jwk.Curve.With("kid", "a"), Jwk.Edwards.With("kid", "a"), Jwk.Edwards.With("kid", "A"),
            Jwk.Rsa.With("kid", "b").With("alg", "RS256"), Jwk.Rsa.With("kid", "b").With("alg", "PS256"), Jwk.Rsa.Without("kid"))).Value;

        Assert.Equal(
            [("a", KeyKind.P256), ("a", KeyKind.Ed25519), ("A", KeyKind.Ed25519), ("b", KeyKind.Rsa), ("b", KeyKind.Rsa), (null, KeyKind.Rsa)],
            set.Keys.Select(key => (key.KeyId, key.Key.Kind)));
        Assert.Equal([1], set.LeftOut.Select(key => key.Position));
        Assert.Equal([("a", 2), ("b", 2)], set.SharedKeyIds);
    }

    [Fact]
    public void Fifty_keys_are_read_and_fifty_one_are_an_error()
    {
        static JsonNode[] Keys(int count) => [.. Enumerable.Range(0, count).Select(i => Jwk.Curve.With("kid", $"{i}"))];

        Assert.Equal(50, JwkSet.Read(Jwk.Set(Keys(50))).Value.Keys.Count);
        Assert.Equal("jwks.too_many", Assert.Single(JwkSet.Read(Jwk.Set(Keys(51))).Errors).Code);
    }

    [Theory]
    [InlineData("jwks.not_json", "")]
    [InlineData("jwks.not_json", "<html></html>")]
    [InlineData("jwks.not_json", "{\"keys\":[]} {}")]
    [InlineData("jwks.not_json", "{\"keys\":[],}")]
    [InlineData("jwks.not_json", "{\"keys\":[]/**/}")]
    [InlineData("jwks.not_json", "{\"keys\":[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]}")]
    [InlineData("jwks.no_keys", "null")]
    [InlineData("jwks.no_keys", "[]")]
    [InlineData("jwks.no_keys", "{}")]
    [InlineData("jwks.no_keys", "{\"KEYS\":[]}")]
    [InlineData("jwks.no_keys", "{\"keys\":{}}")]
    [InlineData("jwks.no_keys", "{\"keys\":null}")]
    [InlineData("jwks.no_keys", "{\"keys\":[],\"keys\":[]}")]
    [InlineData("jwks.no_keys", "{\"keys\":[],\"k\\u0065ys\":[]}")]
    [InlineData("jwks.no_keys", "{\"keys\":[],\"\\ud800\":1}")]
    public void Only_a_document_that_is_no_JWK_set_is_an_error(string code, string json)
    {
        var error = Assert.Single(JwkSet.Read(Encoding.UTF8.GetBytes(json)).Errors);

        Assert.Equal((code, "jwks_uri"), (error.Code, error.Field?.Value));
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_not_JSON() =>
        Assert.Equal("jwks.not_json", Assert.Single(JwkSet.Read([.. "{\"keys\":[],\"a\":\""u8, 0xc3, 0x28, .. "\"}"u8]).Errors).Code);

    [Fact]
    public void An_empty_set_and_a_byte_order_mark_are_no_error()
    {
        Assert.Empty(JwkSet.Read("{\"keys\":[]}"u8).Value.Keys);
        Assert.Single(JwkSet.Read([0xef, 0xbb, 0xbf, .. Jwk.Set(Jwk.Curve)]).Value.Keys);
    }
}
