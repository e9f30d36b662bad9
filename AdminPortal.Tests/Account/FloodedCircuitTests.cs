using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using AdminPortal.Shell;

namespace AdminPortal.Tests.Account;

/// <summary>The connection of an open page, spoken to by somebody who is no page of ours.</summary>
public sealed class FloodedCircuitTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task B_08_A_message_that_is_too_long_ends_its_own_connection_and_nothing_else()
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        using var socket = await ConnectAsync(browser);

        await socket.SendAsync(Message(new byte[CircuitLimits.MaxMessageBytes + 1]), WebSocketMessageType.Binary, endOfMessage: true, Cancellation);

        Assert.True(await IsClosedAsync(socket));
        Assert.Equal(System.Net.HttpStatusCode.OK, (await browser.GetAsync("/administration")).Status);
    }

    private async Task<ClientWebSocket> ConnectAsync(Browser browser)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", string.Join("; ", browser.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        socket.Options.SetRequestHeader("Origin", portal.Process.PublicUrl.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new UriBuilder(portal.Process.PublicUrl) { Scheme = "ws", Path = "/_blazor" }.Uri, Cancellation);
        var greeting = Encoding.ASCII.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e");
        await socket.SendAsync(greeting, WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        return socket;
    }

    // SignalR's binary framing: the length in groups of seven bits, the lowest first, then the message.
    private static byte[] Message(byte[] body)
    {
        var framed = new ArrayBufferWriter<byte>();
        for (var length = body.Length; length > 0; length >>= 7)
        {
            framed.Write([(byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0))]);
        }

        framed.Write(body);
        return framed.WrittenSpan.ToArray();
    }

    private static async Task<bool> IsClosedAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        try
        {
            while (socket.State == WebSocketState.Open && (await socket.ReceiveAsync(buffer, Cancellation)).MessageType != WebSocketMessageType.Close)
            {
                // What the server says before it hangs up is of no interest.
            }
        }
        catch (WebSocketException)
        {
            // Hung up without a farewell.
        }

        return true;
    }
}
