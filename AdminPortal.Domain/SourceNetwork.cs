using System.Net;
using System.Net.Sockets;

namespace AdminPortal.Domain;

/// <summary>
/// What counts as one source of requests and connections: an IPv4 address, or a whole IPv6 /64, for one subscriber has all of that to come from.
/// An IPv4 address that arrives as an IPv6 one (RFC 4291 section 2.5.5.2) is itself.
/// </summary>
public static class SourceNetwork
{
    private const int NetworkBytes = 8;

    /// <summary>Empty for no source; a text that is no address is a source of its own.</summary>
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
