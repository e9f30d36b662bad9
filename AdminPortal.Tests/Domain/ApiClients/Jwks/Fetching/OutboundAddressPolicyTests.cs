using System.Net;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

public sealed class OutboundAddressPolicyTests
{
    private const string Allow = "allow";
    private const string Deny = "deny";
    private const string Host = "keys.example";
    private const int Port = 443;

    [Theory]
    [InlineData(Deny, "0.0.0.0", "0.255.255.255", "127.0.0.1", "127.255.255.254", "10.0.0.0", "10.255.255.255")]
    [InlineData(Allow, "1.1.1.1", "9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.0")]
    [InlineData(Deny, "100.64.0.0", "100.127.255.255", "169.254.0.0", "169.254.169.254", "169.254.255.255")]
    [InlineData(Allow, "100.63.255.255", "100.128.0.0", "169.253.255.255", "169.255.0.0")]
    [InlineData(Deny, "172.16.0.0", "172.31.255.255", "192.168.0.0", "192.168.255.255", "198.18.0.0", "198.19.255.255")]
    [InlineData(Allow, "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0")]
    [InlineData(Deny, "192.0.0.1", "192.0.0.170", "192.0.2.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "192.31.196.1", "192.52.193.1", "192.175.48.1")]
    [InlineData(Deny, "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.254", "255.255.255.255", "168.63.129.16", "100.100.100.200")]
    [InlineData(Allow, "192.0.1.1", "223.255.255.255", "8.8.8.8", "168.63.129.17")]
    public void Only_public_IPv4_addresses_are_visited(string word, params string[] addresses) => AssertEach(word, addresses);

    [Theory]
    [InlineData(Deny, "::", "::1", "::2", "::127.0.0.1", "::8.8.8.8", "::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8")]
    [InlineData(Deny, "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "::ffff:0.0.0.0", "::ffff:224.0.0.1")]
    [InlineData(Deny, "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::808:808", "64:ff9b:1::1", "64:ff9b:1:a9fe:a9:fe00::")]
    [InlineData(Deny, "100::1", "100:0:0:1::1", "2001::1", "2001:0:a9fe:a9fe::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:1ff::1", "2001:db8::1")]
    [InlineData(Deny, "2002:7f00:1::", "2002:808:808::", "2620:4f:8000::1", "3fff::1", "3fff:fff::1", "4000::1", "5f00::1", "1fff::1", "8000::1")]
    [InlineData(Deny, "fc00::1", "fd00::1", "fd00:ec2::254", "fd20:ce::254", "fdff::1", "fe80::1", "fe80::1%2", "febf::1", "fec0::1", "ff02::1", "ffff::1")]
    [InlineData(Allow, "2000::1", "2001:200::1", "2606:4700:4700::1111", "2a00:1450:4001::1", "3ffe::1", "::ffff:8.8.8.8")]
    public void Only_public_IPv6_addresses_are_visited_and_a_mapped_one_counts_as_IPv4(string word, params string[] addresses) => AssertEach(word, addresses);

    [Theory]
    [InlineData(Allow, "10.4.0.9", "127.0.0.1", "192.168.1.1", "100.64.0.1", "fd00::1", "::1", "fec0::1", "64:ff9b::a00:1", "::ffff:10.0.0.1", "8.8.8.8")]
    [InlineData(Deny, "169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255", "168.63.129.16", "100.100.100.200", "fd00:ec2::254")]
    [InlineData(Deny, "fe80::1", "fe80::1%2", "::", "ff02::1", "::ffff:169.254.169.254", "::169.254.169.254", "::ffff:0:169.254.169.254")]
    [InlineData(Deny, "64:ff9b::a9fe:a9fe", "64:ff9b:1::a9fe:a9fe", "64:ff9b:1:a9fe:a9:fe00::", "2002:a9fe:a9fe::1", "2001:0:a9fe:a9fe::1", "2001::5601:5601")]
    public void An_allowed_host_may_be_private_but_never_link_local_unspecified_multicast_or_metadata(string word, params string[] addresses) =>
        AssertEach(word, addresses, Host);

    [Theory]
    [InlineData(Allow, "keys.internal", "keys.internal", 443)]
    [InlineData(Allow, "keys.internal", "keys.internal", 8443)]
    [InlineData(Allow, "Keys.Internal", "KEYS.internal.", 443)]
    [InlineData(Allow, "keys.internal:8443", "keys.internal", 8443)]
    [InlineData(Deny, "keys.internal:8443", "keys.internal", 443)]
    [InlineData(Allow, "keys.internal:443", "keys.internal", 443)]
    [InlineData(Deny, "keys.internal:443", "keys.internal", 80)]
    [InlineData(Deny, "keys.internal", "a.keys.internal", 443)]
    [InlineData(Deny, "keys.internal", "internal", 443)]
    [InlineData(Allow, "10.4.0.9:8080", "10.4.0.9", 8080)]
    [InlineData(Allow, "[::1]:8080", "::1", 8080)]
    [InlineData(Deny, "[::1]:8080", "::1", 8081)]
    [InlineData(Allow, "[::1]", "::1", 8081)]
    [InlineData(Allow, "[0:0::1]", "::1", 8081)]
    public void An_entry_allows_one_host_and_when_it_names_one_only_that_port(string word, string entry, string host, int port)
    {
        var policy = new OutboundAddressPolicy(new JwksFetchOptions([entry]));

        Assert.Equal(word == Allow, policy.IsAllowedHost(host, port));
        Assert.Equal(word == Allow, policy.Judge(host, port, IPAddress.Parse("10.4.0.9")) is null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://keys.internal")]
    [InlineData("keys.internal/path")]
    [InlineData("user@keys.internal")]
    [InlineData("keys.internal:99999")]
    [InlineData("10.0.0.0/8")]
    public void An_entry_that_is_no_host_is_refused_by_name(string entry)
    {
        var refusal = Assert.Throws<ArgumentException>(() => new OutboundAddressPolicy(new JwksFetchOptions([entry])));

        Assert.Contains(JwksFetchOptions.Setting, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.4.0.9", "10.4.0.9 is a private address. The operator of this portal can allow the host in the setting Portal:JwksFetch:AllowedHosts")]
    [InlineData("169.254.169.254", "169.254.169.254 is a link-local address, which is never contacted. Publish the keys at another address")]
    public void A_refusal_names_the_address_and_the_cure(string address, string sentence) =>
        Assert.Equal(sentence, JwksFailureTexts.Blocked(new OutboundAddressPolicy(JwksFetchOptions.None).JudgeHost(address, Port)!));

    private static void AssertEach(string word, string[] addresses, params string[] allowedHosts)
    {
        var policy = new OutboundAddressPolicy(new JwksFetchOptions(allowedHosts));

        Assert.All(addresses, address => Assert.Equal(word, policy.Judge(Host, Port, IPAddress.Parse(address)) is null ? Allow : Deny));
    }
}
