using System.Buffers.Text;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Assertions.Jose;
using static AdminPortal.Tests.Domain.TokenService.Assertions.TestAssertion;

namespace AdminPortal.Tests.Domain.TokenService.Assertions;

public sealed class StrictReadingTests
{
    private const string NotBase64Url = "a part of the assertion is not base64url without padding";
    private const string NotStrictJson = "header or payload is not a JSON object, is nested too deeply or has a duplicate member";

    private static readonly string Header = Json(Valid.Header);
    private static readonly string Payload = Json(Valid.Payload);

    [Fact]
    public void An_assertion_that_is_right_in_every_way_is_accepted() => Allow(Valid.Write());

    [Theory]
    [InlineData("jwk", """{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""")]
    [InlineData("jku", "\"https://attacker.example/keys\"")]
    [InlineData("x5u", "\"https://attacker.example/certificate\"")]
    [InlineData("x5c", "[\"MIIB\"]")]
    [InlineData("jku", "null")]
    public void A_header_that_brings_its_own_key_is_refused(string name, string json) =>
        Deny($"the header has {name}: the assertion brings its own key or the URL of one", Valid.WithHeader(name, json).Write());

    [Theory]
    [InlineData("x5t", "\"AAAA\"")]
    [InlineData("x5t#S256", "\"AAAA\"")]
    [InlineData("type", "\"JWT\"")]
    [InlineData("cty", "\"json\"")]
    [InlineData("unheard-of", """{"a":[1,{"b":null}]}""")]
    public void A_header_member_without_a_meaning_here_is_ignored(string name, string json) => Allow(Valid.WithHeader(name, json).Write());

    [Theory]
    [InlineData("crit", "[\"unheard-of\"]")]
    [InlineData("crit", "[]")]
    [InlineData("crit", "[\"exp\"]")]
    [InlineData("b64", "false")]
    [InlineData("b64", "true")]
    public void A_header_that_asks_for_an_extension_is_refused(string name, string json) =>
        Deny($"the header has {name}: it asks for an extension that is not understood", Valid.WithHeader(name, json).Write());

    [Fact]
    public void A_member_twice_is_refused_at_any_depth()
    {
        Deny(NotStrictJson, Sign(Json([new("alg", "\"none\""), .. Valid.Header]), Payload));
        Deny(NotStrictJson, Sign(Json([.. Valid.Header, new("alg", "\"ES256\"")]), Payload));
        Deny(NotStrictJson, Sign(Header.Replace("{", "{\"\\u0061lg\":\"none\",", StringComparison.Ordinal), Payload));
        Deny(NotStrictJson, Sign(Header, Payload.Replace("\"exp\":", "\"\\u0065xp\":1,\"exp\":", StringComparison.Ordinal)));
        Deny(NotStrictJson, Sign(Header, Json([.. Valid.Payload, new("sub", Quote(Subject))])));
        Deny(NotStrictJson, Valid.With("a", """[{"b":{"c":1,"c":1}}]""").Write());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("1")]
    [InlineData("{}{}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{/* a */}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("{\"a\":\"\n\"}")]
    [InlineData("{")]
    public void What_is_no_strict_JSON_object_is_refused(string json)
    {
        Deny(NotStrictJson, Sign(json, Payload));
        Deny(NotStrictJson, Sign(Header, json));
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused()
    {
        byte[][] broken = [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF], [0xE2, 0x82]];

        Assert.All(broken, bytes => Deny(NotStrictJson, Valid.Write().Split('.') switch
        {
            [var header, _, var signature] => $"{header}.{Base64Url.EncodeToString([.. "{\"a\":\""u8, .. bytes, .. "\"}"u8])}.{signature}",
            _ => "",
        }));
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    [InlineData(10_000, false)]
    public void Nesting_ends_at_eight(int depth, bool isTaken)
    {
        var nested = Valid.With("a", new string('[', depth - 1) + new string(']', depth - 1)).Write();

        if (isTaken)
        {
            Allow(nested);
        }
        else
        {
            Deny(NotStrictJson, nested);
        }
    }

    [Fact]
    public void Base64url_that_is_not_the_canonical_text_of_its_bytes_is_refused()
    {
        var parts = Valid.Write().Split('.');
        for (var part = 0; part < parts.Length; part++)
        {
            var whole = parts[part];
            string[] others =
            [
                $"{whole}=", $"{whole}==", $" {whole}", $"{whole}\n", $"{whole[..4]} {whole[4..]}", $"{whole}+", $"{whole}/", $"{whole}é",
                whole + "A",
            ];
            foreach (var other in others)
            {
                var changed = parts.Select((text, index) => index == part ? other : text);
                Assert.NotNull(Judge(string.Join('.', changed)).Error);
            }
        }

        // 64 bytes leave four bits over in the last character: 15 more texts for the same signature.
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = Alphabet.IndexOf(parts[2][^1], StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 15), bits => Deny(NotBase64Url, $"{parts[0]}.{parts[1]}.{parts[2][..^1]}{Alphabet[last + bits]}"));
    }

    [Theory]
    [InlineData("alg", "null", "in the header, alg is not a string")]
    [InlineData("alg", "[\"ES256\"]", "in the header, alg is not a string")]
    [InlineData("kid", "1", "in the header, kid is not a string")]
    [InlineData("kid", "null", "in the header, kid is not a string")]
    [InlineData("typ", "{}", "in the header, typ is not a string")]
    public void A_header_member_has_its_kind(string name, string json, string reason) => Deny(reason, Valid.WithHeader(name, json).Write());

    [Fact]
    public void A_header_says_its_algorithm() => Deny("the header has no alg", Valid.WithoutHeader("alg").Write());

    [Fact]
    public void A_kid_has_at_most_256_characters()
    {
        var (longest, longer) = (new string('k', 256), new string('k', 257));

        Allow(Valid.WithHeader("kid", Quote(longest)).Write(), null, Key("ES256", longest));
        Deny("the header's kid is longer than 256 characters", Valid.WithHeader("kid", Quote(longer)).Write(), null, Key("ES256", longer));
    }

    [Theory]
    [InlineData("zip", "\"DEF\"", "the header has zip: it is encrypted or compressed")]
    [InlineData("enc", "\"A128GCM\"", "the header has enc: it is encrypted or compressed")]
    [InlineData("cty", "\"JWT\"", "the header's cty says that another token is nested in it")]
    [InlineData("cty", "\"application/jwt\"", "the header's cty says that another token is nested in it")]
    public void What_is_compressed_encrypted_or_nested_is_refused(string name, string json, string reason) =>
        Deny(reason, Valid.WithHeader(name, json).Write());

    [Fact]
    public void Only_the_compact_form_of_three_parts_is_taken()
    {
        var parts = Valid.Write().Split('.');

        Deny("the assertion has five parts: it is encrypted, and only signed ones are accepted", $"{Valid.Write()}.AAAA.AAAA");
        Deny("the assertion has 1 parts instead of three", "");
        Deny("the assertion has 2 parts instead of three", $"{parts[0]}.{parts[1]}");
        Deny("the assertion has 4 parts instead of three", $"{Valid.Write()}.");
        Deny("the assertion has 1 parts instead of three", $$"""{"protected":"{{parts[0]}}","payload":"{{parts[1]}}","signature":"{{parts[2]}}"}""");
        Deny(NotStrictJson, "..");
    }

    [Fact]
    public void An_assertion_has_at_most_64_kB()
    {
        string Padded(int length)
        {
            var missing = length - Valid.With("pad", "\"\"").Write().Length;
            return Valid.With("pad", Quote(new string('x', missing * 3 / 4))).Write();
        }

        Assert.InRange(Allowed(Padded(64 * 1024)), (64 * 1024) - 4, 64 * 1024);
        Deny("the assertion is longer than 65536 characters", Padded(100_000));
        Deny("the assertion is longer than 65536 characters", new string('.', 10_000_000));
    }

    [Fact]
    public void Nothing_that_carries_an_assertion_prints_it()
    {
        Assert.Equal("ClientAssertion", ClientAssertion.Read(Valid.Write()).Value.ToString());
        Assert.Equal("CompactJws", CompactJws.Read(Valid.Write()).Value.ToString());
    }

    private static int Allowed(string text)
    {
        Allow(text);
        return text.Length;
    }
}
