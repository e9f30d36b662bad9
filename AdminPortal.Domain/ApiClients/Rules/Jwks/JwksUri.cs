using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Rules.Jwks;

/// <summary>
/// Where a client publishes its keys (RFC 7591 section 2, <c>jwks_uri</c>): https, at most 2048 characters, without user-info or fragment,
/// in the normalised form that a URI parser returns. Two are equal when that form is.
/// </summary>
public sealed record JwksUri
{
    public const int MaxLength = 2048;

    private JwksUri(string value) => Value = value;

    public string Value { get; }

    /// <summary>A name in ASCII without a final dot, or an IP address without brackets.</summary>
    public string Host => HostOf(Address);

    public int Port => Address.Port;

    internal Uri Address => new(Value);

    /// <summary>Reads a URL as a person types it; the policy says which addresses and which plain-http hosts are forbidden.</summary>
    public static Result<JwksUri> TryCreate(string? text, OutboundAddressPolicy policy)
    {
        var typed = text?.Trim() ?? "";
        return typed switch
        {
            { Length: > MaxLength } => JwksErrors.TooLong,
            _ when !IsWeb(typed) => JwksErrors.NotHttps,
            _ when typed.Contains('#', StringComparison.Ordinal) => JwksErrors.HasFragment,
            _ when AuthorityOf(typed).Contains('@') => JwksErrors.HasUserInfo,
            _ => Normalize(typed) is { } uri ? Check(uri, policy) : JwksErrors.Malformed,
        };
    }

    /// <summary>
    /// Trusted because it was valid when it was stored. Whether it still leads to an allowed address is judged again at each fetch.
    /// </summary>
    internal static JwksUri FromStored(string text) => new(text);

    public override string ToString() => Value;

    private static Result<JwksUri> Check(Uri uri, OutboundAddressPolicy policy) => uri switch
    {
        { AbsoluteUri.Length: > MaxLength } => JwksErrors.TooLong,
        { Scheme: "http" } when !policy.IsAllowedHost(HostOf(uri), uri.Port) => JwksErrors.NotHttps,
        { HostNameType: UriHostNameType.Dns } when EndsInANumber(uri.Host) => JwksErrors.HostIsNoAddress,
        _ when policy.JudgeHost(HostOf(uri), uri.Port) is { } blocked => JwksErrors.Blocked(blocked),
        _ => new JwksUri(uri.AbsoluteUri),
    };

    // Uri would also accept "https:host", "file:" and a path.
    private static bool IsWeb(string text) =>
        text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    // Judged before parsing: the parser drops an empty user name.
    private static ReadOnlySpan<char> AuthorityOf(string text)
    {
        var rest = text.AsSpan(text.IndexOf("://", StringComparison.Ordinal) + 3);
        var end = rest.IndexOfAny('/', '?', '\\');
        return end < 0 ? rest : rest[..end];
    }

    // 127.1, 0x7f.1, 2130706433, １２７.０.０.１ and 127.0.0.1. all become 127.0.0.1. The parser normalises full-width digits only in IdnHost,
    // and a final dot not at all, so its result is written in ASCII and parsed a second time.
    private static Uri? Normalize(string text)
    {
        if (PrintableText.FirstFault(text) is not null || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Port == 0)
        {
            return null;
        }

        if (uri.HostNameType == UriHostNameType.IPv6)
        {
            return new Uri(uri.AbsoluteUri);
        }

        var host = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        return host.Length > 0
            && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            && Uri.TryCreate($"{uri.Scheme}://{host}:{uri.Port}{uri.PathAndQuery}", UriKind.Absolute, out var plain)
            && plain.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4
            ? plain
            : null;
    }

    private static string HostOf(Uri uri) => uri.IdnHost;

    // 256.1.1.1, 4294967296 and 08.1.1.1 are not addresses and, since no top-level domain is a number, not names either.
    private static bool EndsInANumber(string host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.All(char.IsAsciiDigit) || last.StartsWith("0x", StringComparison.Ordinal);
    }
}
