using System.Net;

namespace AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

/// <summary>A network in which no public key server can be. <see cref="IsForever"/>: no setting allows it either.</summary>
internal sealed record SpecialNetwork(IPNetwork Network, string Kind, bool IsForever = false);

/// <summary>
/// IANA's special-purpose registries (RFC 6890; IPv4, IPv6 and multicast as of 2026) and the addresses at which cloud platforms hand out
/// credentials. The first matching row counts.
/// </summary>
internal static class SpecialNetworks
{
    private const bool Forever = true;
    private const string Metadata = "the metadata address of a cloud platform";
    private const string Documentation = "an address for documentation";
    private const string Reserved = "a reserved address";

    public static IReadOnlyList<SpecialNetwork> Rows { get; } =
    [
        Row("0.0.0.0/8", "an unspecified address", Forever),
        Row("10.0.0.0/8", "a private address"),
        Row("100.100.100.200/32", Metadata, Forever),
        Row("100.64.0.0/10", "a shared address of a provider's network"),
        Row("127.0.0.0/8", "a loopback address"),
        Row("168.63.129.16/32", Metadata, Forever),
        Row("169.254.0.0/16", "a link-local address", Forever),
        Row("172.16.0.0/12", "a private address"),
        Row("192.0.0.0/24", Reserved),
        Row("192.0.2.0/24", Documentation),
        Row("192.31.196.0/24", Reserved),
        Row("192.52.193.0/24", Reserved),
        Row("192.88.99.0/24", "a 6to4 relay address"),
        Row("192.168.0.0/16", "a private address"),
        Row("192.175.48.0/24", Reserved),
        Row("198.18.0.0/15", "an address for benchmarks"),
        Row("198.51.100.0/24", Documentation),
        Row("203.0.113.0/24", Documentation),
        Row("224.0.0.0/4", "a multicast address", Forever),
        Row("255.255.255.255/32", "a broadcast address", Forever),
        Row("240.0.0.0/4", Reserved),

        Row("::/128", "an unspecified address", Forever),
        Row("::1/128", "a loopback address"),
        Row("::/96", "an IPv4-compatible address"),
        Row("::ffff:0:0:0/96", "an IPv4-translated address"),
        Row("64:ff9b::/96", "a NAT64 address"),
        Row("64:ff9b:1::/48", "a NAT64 address"),
        Row("100::/64", "a discard address"),
        Row("100:0:0:1::/64", "a dummy address"),
        Row("2001::/32", "a Teredo address"),
        Row("2001:2::/48", "an address for benchmarks"),
        Row("2001:10::/28", "an ORCHID"),
        Row("2001:20::/28", "an ORCHID"),
        Row("2001::/23", Reserved),
        Row("2001:db8::/32", Documentation),
        Row("2002::/16", "a 6to4 address"),
        Row("2620:4f:8000::/48", Reserved),
        Row("3fff::/20", Documentation),
        Row("5f00::/16", "a segment routing address"),
        Row("fd00:ec2::254/128", Metadata, Forever),
        Row("fd20:ce::254/128", Metadata, Forever),
        Row("fc00::/7", "a private address"),
        Row("fe80::/10", "a link-local address", Forever),
        Row("fec0::/10", "a site-local address"),
        Row("ff00::/8", "a multicast address", Forever),
        // The rest of IPv6 outside 2000::/3 is unassigned.
        Row("::/3", Reserved),
        Row("4000::/2", Reserved),
        Row("8000::/1", Reserved),
    ];

    private static SpecialNetwork Row(string network, string kind, bool isForever = false) => new(IPNetwork.Parse(network), kind, isForever);
}
