using System.Net;
using System.Net.Sockets;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Jwks.Fetching;

/// <summary>Which addresses a name has at this moment.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellation);

/// <summary>
/// Opens the connection of one fetch. The name is resolved only here, and the socket connects to the very address that was judged: this
/// closes the time-of-check/time-of-use gap of DNS rebinding.
/// </summary>
internal sealed class JudgedConnection(OutboundAddressPolicy policy, HostResolver resolve, TimeSpan patience, CancellationToken visit)
{
    private const int MaxAddresses = 4;

    /// <summary>Why no connection was made, in more detail than an exception gives.</summary>
    public JwksFailure? Failure { get; private set; }

    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(visit, cancellation);
        var (host, port) = (context.DnsEndPoint.Host.Trim('[', ']'), context.DnsEndPoint.Port);
        var found = await ResolveAsync(host, either.Token);
        var verdicts = found.Select(address => (Address: address, Blocked: policy.Judge(host, port, address))).ToList();
        var allowed = verdicts.Where(verdict => verdict.Blocked is null).Select(verdict => verdict.Address).Take(MaxAddresses).ToList();
        if (allowed.Count == 0)
        {
            throw Fail(verdicts.Select(verdict => verdict.Blocked).FirstOrDefault() is { } blocked
                ? new JwksFailure.Blocked(blocked)
                : new JwksFailure.NameNotFound());
        }

        return await ConnectToFirstAsync(allowed, port, either.Token);
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await resolve(host, cancellation).WaitAsync(cancellation);
        }
        catch (SocketException)
        {
            throw Fail(new JwksFailure.NameNotFound());
        }
    }

    private async Task<Stream> ConnectToFirstAsync(List<IPAddress> addresses, int port, CancellationToken cancellation)
    {
        for (var number = 1; ; number++)
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            if (number < addresses.Count)
            {
                // One address that never answers must not use up the time of the others.
                attempt.CancelAfter(patience / MaxAddresses);
            }

            try
            {
                return await ConnectAsync(addresses[number - 1], port, attempt.Token);
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                if (number == addresses.Count)
                {
                    throw Fail(KindOf(fault));
                }
            }
        }
    }

    private static async Task<Stream> ConnectAsync(IPAddress address, int port, CancellationToken cancellation)
    {
        var target = new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, port);
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static JwksFailure KindOf(Exception fault) => fault is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
        ? new JwksFailure.ConnectionRefused()
        : new JwksFailure.Unreachable();

    private IOException Fail(JwksFailure failure)
    {
        Failure = failure;
        return new IOException(failure.GetType().Name);
    }
}
