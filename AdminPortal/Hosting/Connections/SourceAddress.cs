using System.Net;
using System.Net.Sockets;

namespace AdminPortal.Hosting.Connections;

/// <summary>Who connects, as far as shares are concerned: an IPv4 address, or an IPv6 network of 64 bits, which is one customer's.</summary>
internal readonly record struct SourceAddress(IPAddress Network)
{
    private const int NetworkBytes = 8;

    public static SourceAddress Of(IPAddress address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => new(address.MapToIPv4()),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new(new IPAddress([.. address.GetAddressBytes()[..NetworkBytes], .. new byte[NetworkBytes]])),
        _ => new(address),
    };
}
