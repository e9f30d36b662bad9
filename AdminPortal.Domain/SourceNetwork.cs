using System.Net;
using System.Net.Sockets;

namespace AdminPortal.Domain;

/// <summary>
/// What counts as one source of requests and connections: an IPv4 address, or a whole IPv6 /64, because one subscriber can use all of it.
/// An IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2) counts as its IPv4 address.
/// </summary>
public static class SourceNetwork
{
    private const int NetworkBytes = 8;

    /// <summary>Empty for no source; a text that is not an address is a source of its own.</summary>
    public static string Of(string? source) => IPAddress.TryParse(source, out var address) ? Of(address) : source ?? "";

    /// <summary>The address in dotted decimal, or the 16 hexadecimal digits of the network's prefix.</summary>
    public static string Of(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(plain.GetAddressBytes(), 0, NetworkBytes)
            : plain.ToString();
    }
}
