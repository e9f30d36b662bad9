using System.Net;
using System.Security.Cryptography.X509Certificates;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Jwks.Fetching;

// This room visits strangers: the addresses at which clients publish keys. It protects the network the portal stands in (which addresses
// are visited, judged on the connection actually made) and the portal itself (seconds, bytes, no redirects). It must never carry
// anything of ours along, nor hand on anything of an answer but keys.

/// <summary>
/// Visits a JWKS URL once: one GET by HTTP/1.1 over a connection of its own, so that every visit is judged anew and leaves nothing behind.
/// It asks for an uncompressed answer and refuses any other: a key set is small, and what is never unpacked cannot swell.
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

    /// <summary>For everything together: name, connection, headers and a body that comes in drops.</summary>
    internal TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>In place of the roots that the operating system trusts.</summary>
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

    // A proxy would be the one to connect, to an address nobody judged; and trace headers would tell a stranger of our inside.
    private SocketsHttpHandler NewHandler(JudgedConnection connection, CertificateCheck certificate) => new()
    {
        ConnectCallback = connection.OpenAsync,
        // Later than the limit, so that it is always the limit that is told.
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
