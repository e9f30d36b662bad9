using System.Net;
using System.Net.Sockets;

namespace AdminPortal.Domain;

/// <summary>What counts as one source of requests: an IPv4 address, or a whole IPv6 /64, for one subscriber has all of that to fail from.</summary>
internal static class SourceNetwork
{
    private const int NetworkBytes = 8;

    /// <summary>Empty for no source; a text that is no address is a source of its own.</summary>
    public static string Of(string? source)
    {
        if (!IPAddress.TryParse(source, out var address))
        {
            return source ?? "";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes(), 0, NetworkBytes)
            : address.ToString();
    }
}
