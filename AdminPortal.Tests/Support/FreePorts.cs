using System.Net;
using System.Net.Sockets;

namespace AdminPortal.Tests.Support;

/// <summary>Two loopback ports nobody listens on right now.</summary>
internal static class FreePorts
{
    public static (int First, int Second) Take()
    {
        // Both are held at once, or the second could be the first again.
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
