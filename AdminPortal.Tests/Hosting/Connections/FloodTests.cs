using System.Net;
using System.Net.Sockets;
using AdminPortal.Tests.OAuth.Records;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Connections;

/// <summary>A stranger who opens more connections than the process may open files, and sends nothing.</summary>
public sealed class FloodTests
{
    private const int Handles = 640;
    private const int Connections = 1_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_idle_connections_of_a_stranger_leave_tokens_flowing_for_others_and_health_answering()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation, (PortalProcess.Handles, $"{Handles}"));
        await using var store = await StoreBeside.OpenAsync(portal);
        var (client, secrets) = await store.AddClientAsync("Billing sync", validDays: 90);
        using var caller = new TokenCaller(portal.PublicUrl, client.Value, secrets[0]);
        using var probe = new HttpClient { BaseAddress = portal.ManagementUrl };
        var flood = new List<Socket>();
        try
        {
            for (var i = 0; i < Connections; i++)
            {
                flood.Add(await ConnectAsync(portal.PublicUrl.Port));
                if (i % 100 == 0)
                {
                    Assert.Equal(200, (await caller.PostAsync()).Status);
                    Assert.Equal("Healthy", await probe.GetStringAsync("/health/ready", Cancellation));
                }
            }

            // By a caller who comes now, too.
            using var late = new TokenCaller(portal.PublicUrl, client.Value, secrets[0]);
            Assert.Equal(200, (await late.PostAsync()).Status);
            Assert.DoesNotContain(portal.Log, line => line.Contains("fail:", StringComparison.Ordinal));
        }
        finally
        {
            flood.ForEach(socket => socket.Dispose());
        }
    }

    // All of 127/8 is this machine: a stranger's address and everybody else's.
    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port, Cancellation);
        return socket;
    }
}
