using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

/// <summary>
/// A stranger's key server on loopback, as rude as a test wants it: it reads a request's head and hands the raw connection to the test.
/// </summary>
internal sealed class KeyServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _visits = [];
    private readonly Func<Stream, CancellationToken, Task> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;
    private int _connections;

    private KeyServer(Func<Stream, CancellationToken, Task> answer, X509Certificate2? certificate)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => Volatile.Read(ref _connections);

    private bool ReadsRequests { get; init; } = true;

    /// <summary>The heads of the requests, as they came.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static KeyServer Start(Func<Stream, CancellationToken, Task> answer, X509Certificate2? certificate = null) => new(answer, certificate);

    /// <summary>Answers each request with these words and ends the connection.</summary>
    public static KeyServer Answering(string head, string body = "", X509Certificate2? certificate = null) =>
        Start((stream, cancellation) => stream.WriteAsync(Encoding.UTF8.GetBytes($"{head}\r\n\r\n{body}"), cancellation).AsTask(), certificate);

    /// <summary>Answers 200 with this body.</summary>
    public static KeyServer Publishing(string body, string contentType = "application/json", X509Certificate2? certificate = null) =>
        Answering($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}", body, certificate);

    /// <summary>Answers with these words whatever is said, and before anything is.</summary>
    public static KeyServer Greeting(string words) => new(
        (stream, cancellation) => stream.WriteAsync(Encoding.UTF8.GetBytes(words), cancellation).AsTask(), null)
    {
        ReadsRequests = false,
    };

    /// <summary>Reads the request and never says a word.</summary>
    public static KeyServer Silent() => Start((_, cancellation) => Task.Delay(Timeout.Infinite, cancellation));

    public JwksUri Uri(string host = "127.0.0.1", string scheme = "http", string path = "/keys") => JwksUri.FromStored($"{scheme}://{host}:{Port}{path}");

    /// <summary>A policy that allows this server under these names.</summary>
    public OutboundAddressPolicy Allowing(params string[] hosts) => new(new JwksFetchOptions([.. hosts.Select(host => $"{host}:{Port}")]));

    /// <summary>Visits this server at 127.0.0.1, with more time than any machine needs.</summary>
    public Task<JwksFetchOutcome> VisitAsync(TimeSpan? limit = null) =>
        new JwksFetcher(Allowing("127.0.0.1")) { TimeLimit = limit ?? TimeSpan.FromMinutes(2) }.FetchAsync(Uri(), TestContext.Current.CancellationToken);

    /// <summary>Visits this server and expects no keys.</summary>
    public async Task<JwksFailure> FailAsync(TimeSpan? limit = null) => Assert.IsType<JwksFetchOutcome.Failed>(await VisitAsync(limit)).Failure;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_visits);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                _visits.Add(ServeAsync(client));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = _certificate is null ? client.GetStream() : await SecureAsync(client.GetStream(), _certificate);
            if (ReadsRequests)
            {
                Requests.Enqueue(await ReadHeadAsync(stream));
            }

            await _answer(stream, _end.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException
            or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
        {
        }
    }

    // Offline, so that this side does not go out for the certificates between either.
    private async Task<Stream> SecureAsync(Stream plain, X509Certificate2 certificate)
    {
        var secure = new SslStream(plain);
        var options = new SslServerAuthenticationOptions { ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true) };
        await secure.AuthenticateAsServerAsync(options, _end.Token);
        return secure;
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(buffer, _end.Token);
            head.Append((char)buffer[0]);
        }

        return head.ToString();
    }
}
