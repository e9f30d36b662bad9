using System.Net;
using AdminPortal.Hosting.Listeners;
using AdminPortal.Hosting.Settings;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace AdminPortal.Hosting.Connections;

/// <summary>
/// Kestrel's own sockets, each listener with its share. Kestrel's connection limit counts both listeners together and accepts before it
/// counts: a flood on one would starve the other, and take the last file handle before it is noticed.
/// </summary>
internal sealed class BoundedListeners : IConnectionListenerFactory, IDisposable
{
    private readonly SocketTransportFactory _sockets;
    private readonly ConnectionTable _public;
    private readonly ConnectionTable _management;
    private readonly int _managementPort;

    public BoundedListeners(
        IOptions<SocketTransportOptions> options,
        ILoggerFactory loggers,
        ConnectionShares shares,
        ListenAddresses listeners,
        PortalOptions portal,
        TimeProvider clock)
    {
        var proxies = TrustedProxies.NetworksOf(portal).ToList();
        _sockets = new SocketTransportFactory(options, loggers);
        _public = new ConnectionTable(shares.Public, address => proxies.Exists(network => network.Contains(address)), clock);
        _management = new ConnectionTable(shares.Management, _ => false, clock);
        _managementPort = listeners.ManagementPort;
    }

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new BoundedListener(
        await _sockets.BindAsync(endpoint, cancellationToken), (endpoint as IPEndPoint)?.Port == _managementPort ? _management : _public);

    public void AbortAll()
    {
        _public.AbortAll();
        _management.AbortAll();
    }

    public void Dispose()
    {
        _public.Dispose();
        _management.Dispose();
    }

    private sealed class BoundedListener(IConnectionListener sockets, ConnectionTable table) : IConnectionListener
    {
        public EndPoint EndPoint => sockets.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            while (await sockets.AcceptAsync(cancellationToken) is { } accepted)
            {
                if (await table.AdmitAsync(accepted) is { } connection)
                {
                    return connection;
                }
            }

            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => sockets.UnbindAsync(cancellationToken);

        public ValueTask DisposeAsync() => sockets.DisposeAsync();
    }
}
