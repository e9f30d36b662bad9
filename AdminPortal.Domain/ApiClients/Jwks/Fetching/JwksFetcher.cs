using System.Net;
using System.Security.Cryptography.X509Certificates;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Jwks.Fetching;

// This room contacts strangers: the URLs at which clients publish keys. It protects the network around the portal (SSRF: addresses are
// judged on the connection actually made) and the portal itself (limits on time and bytes, no redirects). It must never send anything of
// ours along, nor pass on anything of a response but keys.

/// <summary>
/// Fetches a JWKS URL once: one GET by HTTP/1.1 over a connection of its own, so that every fetch is judged anew and leaves no state. It
/// requests an uncompressed response and refuses any other: a key set is small, and without decompression there is no decompression bomb.
/// </summary>
public sealed class JwksFetcher
{
    private const int MaxHeaderKilobytes = 16;

    private readonly OutboundAddressPolicy _policy;
    private readonly HostResolver _resolve;

    public JwksFetcher(OutboundAddressPolicy policy)
        : this(policy, Dns.GetHostAddressesAsync)
    {
    }

    internal JwksFetcher(OutboundAddressPolicy policy, HostResolver resolve) => (_policy, _resolve) = (policy, resolve);

    /// <summary>For everything together: name resolution, connection, headers and a body that trickles in.</summary>
    internal TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Replaces the roots that the operating system trusts.</summary>
    internal X509Certificate2Collection? OnlyTrusted { get; init; }

    public async Task<JwksFetchOutcome> FetchAsync(JwksUri uri, CancellationToken cancellation)
    {
        // It was allowed when it was saved; the settings may have changed since.
        if (uri.Address.Scheme != Uri.UriSchemeHttps && !_policy.IsAllowedHost(uri.Host, uri.Port))
        {
            return new JwksFetchOutcome.Failed(new JwksFailure.PlainHttp());
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        var connection = new JudgedConnection(_policy, _resolve, TimeLimit, limit.Token);
        var certificate = new CertificateCheck(OnlyTrusted);
        try
        {
            using var client = new HttpMessageInvoker(NewHandler(connection, certificate));
            using var request = NewRequest(uri);
            using var response = await client.SendAsync(request, limit.Token);
            return await JwksResponse.ReadAsync(response, limit.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or HttpRequestException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            return new JwksFetchOutcome.Failed(
                connection.Failure ?? certificate.Failure ?? (limit.IsCancellationRequested ? new JwksFailure.TimedOut(TimeLimit) : KindOf(fault)));
        }
    }

    // A proxy would connect by itself, to an address that was never judged; and trace headers would reveal internals to a stranger.
    private SocketsHttpHandler NewHandler(JudgedConnection connection, CertificateCheck certificate) => new()
    {
        ConnectCallback = connection.OpenAsync,
        // Longer than the limit, so that it is always the limit that is reported.
        ConnectTimeout = TimeLimit * 2,
        SslOptions = certificate.Options(),
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        Credentials = null,
        PreAuthenticate = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = MaxHeaderKilobytes,
        MaxResponseDrainSize = 0,
    };

    private static HttpRequestMessage NewRequest(JwksUri uri)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, uri.Address)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.Accept.ParseAdd("application/jwk-set+json, application/json");
        request.Headers.AcceptEncoding.ParseAdd("identity");
        request.Headers.UserAgent.ParseAdd("AdminPortal");
        request.Headers.ConnectionClose = true;
        return request;
    }

    private static JwksFailure KindOf(Exception fault) => (fault as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError => new JwksFailure.TlsFailed(),
        HttpRequestError.ConfigurationLimitExceeded => new JwksFailure.TooLarge(),
        _ => new JwksFailure.Interrupted(),
    };
}
