using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using CsCheck;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks;

public sealed class JwksUriTests
{
    private static readonly OutboundAddressPolicy Nowhere = new(JwksFetchOptions.None);

    [Theory]
    [InlineData("https://keys.example.com/jwks.json", "https://keys.example.com/jwks.json")]
    [InlineData("  https://keys.example.com  ", "https://keys.example.com/")]
    [InlineData("HTTPS://KEYS.Example.com:443/JWKS?v=1&b=%2f", "https://keys.example.com/JWKS?v=1&b=%2f")]
    [InlineData("https://keys.example.com.:8443/a/../b", "https://keys.example.com:8443/b")]
    [InlineData("https://münchen.example/schlüssel", "https://xn--mnchen-3ya.example/schl%C3%BCssel")]
    [InlineData("https://1.1.1.1/keys", "https://1.1.1.1/keys")]
    [InlineData("https://[2606:4700:4700:0::1111]/keys", "https://[2606:4700:4700::1111]/keys")]
    [InlineData("https://my_keys.example.com/", "https://my_keys.example.com/")]
    public void A_URL_is_kept_in_the_one_spelling_a_parser_gives_back(string typed, string kept)
    {
        var uri = JwksUri.TryCreate(typed, Nowhere).Value;

        Assert.Equal(kept, uri.Value);
        Assert.Equal(uri, JwksUri.TryCreate(kept, Nowhere).Value);
        Assert.Equal(uri, JwksUri.FromStored(kept));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("keys.example.com")]
    [InlineData("//keys.example.com/")]
    [InlineData("/etc/passwd")]
    [InlineData("http://keys.example.com/")]
    [InlineData("ftp://keys.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://keys.example.com/")]
    [InlineData("data:application/json,{}")]
    [InlineData("ldap://keys.example.com/")]
    [InlineData("https:keys.example.com")]
    [InlineData("javascript:alert(1)//https://")]
    public void Only_https_is_taken(string? typed) => Assert.Equal([JwksErrors.NotHttps], JwksUri.TryCreate(typed, Nowhere).Errors);

    [Theory]
    [InlineData("https://user@keys.example.com/")]
    [InlineData("https://user:password@keys.example.com/")]
    [InlineData("https://@keys.example.com/")]
    [InlineData("https://keys.example.com@10.0.0.1/")]
    public void No_user_name_is_taken(string typed) => Assert.Equal([JwksErrors.HasUserInfo], JwksUri.TryCreate(typed, Nowhere).Errors);

    [Theory]
    [InlineData("https://keys.example.com/#")]
    [InlineData("https://keys.example.com/keys#one")]
    public void No_fragment_is_taken(string typed) => Assert.Equal([JwksErrors.HasFragment], JwksUri.TryCreate(typed, Nowhere).Errors);

    [Theory]
    [InlineData("https://")]
    [InlineData("https:///keys")]
    [InlineData("https://.")]
    [InlineData("https://a..b/")]
    [InlineData("https://-keys.example.com/")]
    [InlineData("https://keys example.com/")]
    [InlineData("https://keys.example.com:0/")]
    [InlineData("https://keys.example.com:65536/")]
    [InlineData("https://keys.example.com/a\nb")]
    [InlineData("https://keys.example.com/\u202Eb")]
    [InlineData("https://keys.exam\u00ADple.com/")]
    [InlineData("https://keys.example.com\\@10.0.0.1/")]
    [InlineData("https://%6cocalhost/")]
    [InlineData("https://[::1/")]
    [InlineData("https://[10.0.0.1]/")]
    public void What_is_no_URL_with_a_host_is_refused(string typed) => Assert.Equal([JwksErrors.Malformed], JwksUri.TryCreate(typed, Nowhere).Errors);

    [Fact]
    public void A_URL_of_2048_characters_is_taken_and_a_longer_one_is_not()
    {
        const string Start = "https://keys.example.com/";
        var longest = Start + new string('k', JwksUri.MaxLength - Start.Length);

        Assert.Equal(longest, JwksUri.TryCreate(longest, Nowhere).Value.Value);
        Assert.Equal([JwksErrors.TooLong], JwksUri.TryCreate(longest + "k", Nowhere).Errors);
        // In the spelling that is kept, ü takes six characters.
        Assert.Equal([JwksErrors.TooLong], JwksUri.TryCreate(Start + new string('ü', 1000), Nowhere).Errors);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1 is a loopback address")]
    [InlineData("127.0.0.1.", "127.0.0.1 is a loopback address")]
    [InlineData("127.1", "127.0.0.1 is a loopback address")]
    [InlineData("2130706433", "127.0.0.1 is a loopback address")]
    [InlineData("2130706433.", "127.0.0.1 is a loopback address")]
    [InlineData("0x7f000001", "127.0.0.1 is a loopback address")]
    [InlineData("0X7F.1", "127.0.0.1 is a loopback address")]
    [InlineData("017700000001", "127.0.0.1 is a loopback address")]
    [InlineData("0177.0.0.01", "127.0.0.1 is a loopback address")]
    [InlineData("１２７.０.０.１", "127.0.0.1 is a loopback address")]
    [InlineData("127。0。0。1", "127.0.0.1 is a loopback address")]
    [InlineData("①②⑦.0.0.1", "127.0.0.1 is a loopback address")]
    [InlineData("0", "0.0.0.0 is an unspecified address")]
    [InlineData("10.4.0.9", "10.4.0.9 is a private address")]
    [InlineData("172.16.1", "172.16.0.1 is a private address")]
    [InlineData("0xc0a80101", "192.168.1.1 is a private address")]
    [InlineData("100.64.0.1", "100.64.0.1 is a shared address")]
    [InlineData("198.18.0.1", "198.18.0.1 is an address for benchmarks")]
    [InlineData("224.0.0.1", "224.0.0.1 is a multicast address")]
    [InlineData("169.254.169.254", "169.254.169.254 is a link-local address")]
    [InlineData("0xa9fea9fe", "169.254.169.254 is a link-local address")]
    [InlineData("[::1]", "::1 is a loopback address")]
    [InlineData("[0:0:0:0:0:0:0:1]", "::1 is a loopback address")]
    [InlineData("[fd00::1]", "fd00::1 is a private address")]
    [InlineData("[fe80::1%25eth0]", "fe80::1 is a link-local address")]
    [InlineData("[::ffff:127.0.0.1]", "::ffff:127.0.0.1 is a loopback address")]
    [InlineData("[::ffff:7f00:1]", "::ffff:127.0.0.1 is a loopback address")]
    [InlineData("[::127.0.0.1]", "::127.0.0.1 is an IPv4-compatible address")]
    [InlineData("[64:ff9b::7f00:1]", "64:ff9b::7f00:1 is a NAT64 address")]
    [InlineData("[64:ff9b:1::1]", "64:ff9b:1::1 is a NAT64 address")]
    [InlineData("[2002:7f00:1::]", "2002:7f00:1:: is a 6to4 address")]
    [InlineData("[2001::1]", "2001::1 is a Teredo address")]
    [InlineData("localhost", "localhost is a name of this server itself")]
    [InlineData("LocalHost.", "localhost is a name of this server itself")]
    [InlineData("keys.localhost", "keys.localhost is a name of this server itself")]
    [InlineData("ⓛocalhost", "localhost is a name of this server itself")]
    public void A_blocked_address_is_refused_at_save_in_every_spelling(string host, string sentence)
    {
        var error = Assert.Single(JwksUri.TryCreate($"https://{host}/keys", Nowhere).Errors);

        Assert.StartsWith(sentence, error.Message, StringComparison.Ordinal);
        Assert.Equal("jwks_uri", error.Field?.Value);
        Assert.False(JwksUri.TryCreate($"http://{host}/keys", Nowhere).IsSuccess);
    }

    [Theory]
    [InlineData("4294967296")]
    [InlineData("0x100000000")]
    [InlineData("256.1.1.1")]
    [InlineData("08.1.1.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("keys.127")]
    public void A_number_that_is_no_address_is_no_name_either(string host) =>
        Assert.Equal([JwksErrors.HostIsNoAddress], JwksUri.TryCreate($"https://{host}/keys", Nowhere).Errors);

    [Theory]
    [InlineData("http://keys.internal:8080/keys")]
    [InlineData("https://keys.internal:8080/keys")]
    [InlineData("http://127.0.0.1:8080/keys")]
    [InlineData("http://2130706433:8080/keys")]
    [InlineData("http://[::1]:8080/keys")]
    [InlineData("http://localhost:8080/keys")]
    [InlineData("http://localhost.:8080/keys")]
    public void An_allowed_host_may_be_plain_http_and_private(string typed)
    {
        var policy = new OutboundAddressPolicy(new JwksFetchOptions(["keys.internal:8080", "127.0.0.1:8080", "[::1]:8080", "localhost:8080"]));

        Assert.True(JwksUri.TryCreate(typed, policy).IsSuccess);
        Assert.Equal(
            [JwksErrors.NotHttps],
            JwksUri.TryCreate(
                typed.Replace("8080", "8081", StringComparison.Ordinal).Replace("https", "http", StringComparison.Ordinal), policy).Errors);
    }

    [Fact]
    public void Whatever_is_typed_there_is_an_answer_and_what_is_taken_is_https_in_its_one_spelling() => Gen.String.Select(Gen.String).Sample((host, path) =>
    {
        var result = JwksUri.TryCreate($"https://{host}/{path}", Nowhere);
        if (result.IsSuccess)
        {
            Assert.StartsWith("https://", result.Value.Value, StringComparison.Ordinal);
            Assert.All(result.Value.Value, c => Assert.True(char.IsAscii(c)));
            Assert.Equal(result.Value, JwksUri.TryCreate(result.Value.Value, Nowhere).Value);
        }
    });
}
