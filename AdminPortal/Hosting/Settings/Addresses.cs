using System.Net;

namespace AdminPortal.Hosting.Settings;

/// <summary>The four kinds of address a setting may hold, each accepted in one spelling.</summary>
internal static class Addresses
{
    /// <summary>
    /// An issuer is compared character by character (RFC 8414 §3.3), so only the form that a URI parser returns is accepted:
    /// not <c>https://Portal.example</c>, <c>https://portal.example/</c>, <c>https://portal.example:443</c>.
    /// </summary>
    public static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0
        && uri.GetLeftPart(UriPartial.Authority) == text;

    /// <summary>Addresses Kestrel can listen on, including <c>http://*:5081</c>; port 0 would leave nothing to compare with.</summary>
    public static bool IsListeningAddress(string text) =>
        TryParseListeningAddress(text, out var address) && address is { Port: > 0, PathBase: "" };

    public static bool TryParseListeningAddress(string text, out BindingAddress address)
    {
        try
        {
            address = BindingAddress.Parse(text);
            return address is { Scheme: "http" or "https", IsUnixPipe: false, IsNamedPipe: false, Port: >= 0 and <= 65_535 };
        }
        catch (FormatException)
        {
            address = null!;
            return false;
        }
    }

    public static bool TryParseNetwork(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }

    /// <summary>A parser drops a scheme's default port, so each entry is parsed with both schemes: one of them keeps it.</summary>
    public static bool IsHost(string text) => IsAuthority("https", text) || IsAuthority("http", text);

    private static bool IsAuthority(string scheme, string text) =>
        Uri.TryCreate($"{scheme}://{text}", UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && text.Equals(uri.Authority, StringComparison.OrdinalIgnoreCase);
}
