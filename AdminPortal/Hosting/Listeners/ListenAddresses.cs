using AdminPortal.Hosting.Settings;

namespace AdminPortal.Hosting.Listeners;

/// <summary>The addresses of the two listeners: the public one for everyone, the management one for the operator.</summary>
public sealed record ListenAddresses
{
    private const string DefaultPublicUrl = "http://localhost:5080";
    private const string UrlsKey = "urls";
    private const string UrlsFault = "urls (--urls or ASPNETCORE_URLS)";
    private const string EndpointsKey = "Kestrel:Endpoints";
    private const string CertificateKey = "Kestrel:Certificates:Default";

    private bool _endpointsConfigured;
    private bool _certificateConfigured;

    private ListenAddresses(IReadOnlyList<string> publicUrls, string managementUrl)
    {
        Public = publicUrls;
        Management = managementUrl;
    }

    public IReadOnlyList<string> Public { get; }

    public string Management { get; }

    public int ManagementPort => Addresses.TryParseListeningAddress(Management, out var address) ? address.Port : 0;

    internal static ListenAddresses Read(IConfiguration configuration, string managementUrl)
    {
        var urls = configuration[UrlsKey] is { Length: > 0 } set ? set : DefaultPublicUrl;
        return new ListenAddresses(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), managementUrl)
        {
            _endpointsConfigured = configuration.GetSection(EndpointsKey).Exists(),
            _certificateConfigured = configuration.GetSection(CertificateKey).Exists(),
        };
    }

    internal IEnumerable<string> Faults()
    {
        // Kestrel gives this section precedence over all addresses: the management listener would silently be missing.
        if (_endpointsConfigured)
        {
            yield return $"{EndpointsKey} is not used: set {UrlsFault}, and {CertificateKey} for https";
        }

        if (!_certificateConfigured && Public.Append(Management).Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"{CertificateKey} must name a certificate (its Path and Password), for a listener is to speak https";
        }

        foreach (var url in Public)
        {
            if (!Addresses.TryParseListeningAddress(url, out var address) || address.PathBase.Length > 0)
            {
                yield return $"{UrlsFault} must be listening addresses such as {DefaultPublicUrl}, separated by semicolons, without a path";
            }
            else if (address.Port > 0 && address.Port == ManagementPort)
            {
                yield return $"Portal:ManagementUrl must have a port of its own: {address.Port} is the public listener's ({UrlsKey})";
            }
        }
    }
}
