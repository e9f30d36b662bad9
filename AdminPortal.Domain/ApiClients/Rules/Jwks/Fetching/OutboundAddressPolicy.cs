using System.Net;
using System.Net.Sockets;

namespace AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

/// <summary>
/// Why an address may not be contacted: the address as it would be shown, its kind, and whether allowing <see cref="Host"/> in the settings
/// would help.
/// </summary>
public sealed record BlockedAddress(string Host, string Address, string Kind, bool CanBeAllowed);

/// <summary>
/// Which addresses the portal contacts when a client names a URL: public ones, and what the settings allow by host. Never link-local,
/// unspecified, multicast and metadata addresses (OWASP ASVS 5.0 section 13.2).
/// </summary>
public sealed class OutboundAddressPolicy
{
    private const string Localhost = "localhost";

    private readonly HashSet<(string Host, int? Port)> _allowed;

    public OutboundAddressPolicy(JwksFetchOptions options) => _allowed = [.. options.AllowedHosts.Select(Parse)];

    public bool IsAllowedHost(string host, int port)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        return _allowed.Contains((name, port)) || _allowed.Contains((name, null));
    }

    /// <summary>Judges what follows from the URL alone: an address literal, or a name of this machine (RFC 6761 section 6.3).</summary>
    public BlockedAddress? JudgeHost(string host, int port)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        return IPAddress.TryParse(name, out var address)
            ? Judge(name, port, address)
            : (name == Localhost || name.EndsWith("." + Localhost, StringComparison.Ordinal)) && !IsAllowedHost(name, port)
                ? new BlockedAddress(name, name, "a name of this server itself", CanBeAllowed: true)
                : null;
    }

    /// <summary>Judges an address that the host of a URL resolved to. Null means allowed.</summary>
    public BlockedAddress? Judge(string host, int port, IPAddress address)
    {
        var row = RowOf(address);
        if (row is null)
        {
            return null;
        }

        var isForever = row.IsForever || EmbeddedAddresses.Of(address).Any(inner => RowOf(inner) is { IsForever: true });
        return isForever || !IsAllowedHost(host, port)
            ? new BlockedAddress(host, address.ToString(), row.Kind, CanBeAllowed: !isForever)
            : null;
    }

    // A socket opens ::ffff:a.b.c.d as a.b.c.d, so the latter is judged.
    private static SpecialNetwork? RowOf(IPAddress address)
    {
        var connected = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        // A copy without the zone, with which fe80::1%2 would match no network.
        var plain = connected.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(connected.GetAddressBytes()) : connected;
        return SpecialNetworks.Rows.FirstOrDefault(row => row.Network.Contains(plain));
    }

    // "keys.internal:443" names a port, though the parser drops it as the default.
    private static (string Host, int? Port) Parse(string entry) =>
        Uri.TryCreate($"https://{entry}", UriKind.Absolute, out var uri) && uri is { UserInfo: "", PathAndQuery: "/", Fragment: "" }
            ? (uri.IdnHost.TrimEnd('.').ToLowerInvariant(), HasPort(entry) ? uri.Port : null)
            : throw new ArgumentException($"{JwksFetchOptions.Setting}: {entry} is neither a host nor host:port.", nameof(entry));

    private static bool HasPort(string entry) => entry.LastIndexOf(':') > entry.LastIndexOf(']');
}
