using System.Net;
using System.Net.Sockets;

namespace AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

/// <summary>The IPv4 addresses that an IPv6 address may lead to through a gateway: RFC 6052, RFC 3056, RFC 4380 and the older forms.</summary>
internal static class EmbeddedAddresses
{
    private static readonly (IPNetwork Network, Func<byte[], IPAddress> Read)[] Places =
    [
        // ::a9fe:a9fe, ::ffff:0:a9fe:a9fe, 64:ff9b::a9fe:a9fe
        (IPNetwork.Parse("::/96"), Last),
        (IPNetwork.Parse("::ffff:0:0:0/96"), Last),
        (IPNetwork.Parse("64:ff9b::/96"), Last),
        // 64:ff9b:1::a9fe:a9fe, and 64:ff9b:1:a9fe:a9:fe00::, with an empty byte in the middle
        (IPNetwork.Parse("64:ff9b:1::/48"), Last),
        (IPNetwork.Parse("64:ff9b:1::/48"), bytes => new IPAddress([bytes[6], bytes[7], bytes[9], bytes[10]])),
        // 2002:a9fe:a9fe::
        (IPNetwork.Parse("2002::/16"), bytes => new IPAddress(bytes.AsSpan(2, 4))),
        // Teredo's server, and its client with every bit inverted: 2001:0:a9fe:a9fe::5601:5601
        (IPNetwork.Parse("2001::/32"), bytes => new IPAddress(bytes.AsSpan(4, 4))),
        (IPNetwork.Parse("2001::/32"), bytes => new IPAddress([.. bytes[12..].Select(octet => (byte)~octet)])),
    ];

    /// <summary>An embedded address that begins with a zero is empty (<c>::1</c>), not an address of 0.0.0.0/8.</summary>
    public static IEnumerable<IPAddress> Of(IPAddress address) => address.AddressFamily != AddressFamily.InterNetworkV6
        ? []
        : Places.Where(place => place.Network.Contains(address))
            .Select(place => place.Read(address.GetAddressBytes()))
            .Where(embedded => embedded.GetAddressBytes()[0] != 0);

    private static IPAddress Last(byte[] bytes) => new(bytes.AsSpan(12, 4));
}
