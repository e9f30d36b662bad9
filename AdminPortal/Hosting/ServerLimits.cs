using AdminPortal.Hosting.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AdminPortal.Hosting;

/// <summary>What one connection may use before authentication. An endpoint that needs more declares it.</summary>
internal static class ServerLimits
{
    private const int MaxBodyBytes = 1024 * 1024;
    private const int MaxHeaderBytes = 16 * 1024;
    private const int MaxHeaders = 64;

    private const double SlowestBodyBytesPerSecond = 4 * 1024;

    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromMinutes(2);

    public static void Apply(KestrelServerOptions server, ConnectionShares shares)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = MaxBodyBytes;
        server.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        server.Limits.MaxRequestHeaderCount = MaxHeaders;
        server.Limits.MinRequestBodyDataRate = new MinDataRate(SlowestBodyBytesPerSecond, BodyGrace);
        server.Limits.RequestHeadersTimeout = HeadersTimeout;
        server.Limits.KeepAliveTimeout = KeepAliveTimeout;
        server.Limits.MaxConcurrentUpgradedConnections = shares.Upgraded;
    }
}
