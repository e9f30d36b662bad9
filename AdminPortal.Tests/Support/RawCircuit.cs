using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace AdminPortal.Tests.Support;

/// <summary>
/// The connection of an open page, spoken to by somebody who is no page of ours: SignalR's binary framing and as much of MessagePack as
/// Blazor's three calls need. A circuit without components is as good as any for what is counted.
/// </summary>
internal sealed class RawCircuit : IAsyncDisposable
{
    private const byte Nil = 0xC0;
    private const byte True = 0xC3;

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Uri _portal;
    private byte _calls;

    private RawCircuit(Uri portal) => _portal = portal;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RawCircuit> ConnectAsync(Uri portal, string cookies)
    {
        var circuit = new RawCircuit(portal);
        circuit._socket.Options.SetRequestHeader("Cookie", cookies);
        circuit._socket.Options.SetRequestHeader("Origin", portal.GetLeftPart(UriPartial.Authority));
        await circuit._socket.ConnectAsync(new UriBuilder(portal) { Scheme = "ws", Path = "/_blazor" }.Uri, Cancellation);
        await circuit._socket.SendAsync(
            Encoding.ASCII.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        return circuit;
    }

    /// <summary>Opens a page; answers its circuit's secret, null when the server refuses.</summary>
    public async Task<string?> StartAsync()
    {
        var answer = await CallAsync("StartCircuit", _portal.ToString(), _portal.ToString(), "[]", "");
        return answer.Text;
    }

    /// <summary>Comes back to a page; false when the server keeps it no more.</summary>
    public async Task<bool> ResumeAsync(string circuit) => (await CallAsync("ConnectCircuit", circuit)).Value == True;

    /// <summary>Goes away as a browser does that has crashed.</summary>
    public async Task CutOffAsync()
    {
        _socket.Abort();
        await Task.Delay(50, Cancellation);
    }

    public Task SendAsync(byte[] message) => _socket.SendAsync(Framed(message), WebSocketMessageType.Binary, endOfMessage: true, Cancellation);

    /// <summary>Returns when the server has hung up.</summary>
    public async Task WaitForEndAsync()
    {
        try
        {
            while (_socket.State == WebSocketState.Open && (await _socket.ReceiveAsync(_buffer, Cancellation)).MessageType != WebSocketMessageType.Close)
            {
                // What the server says before it hangs up is of no interest.
            }
        }
        catch (WebSocketException)
        {
            // Hung up without a farewell.
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    // [1, {}, "1", "StartCircuit", ["…"], []] and its completion [3, {}, "1", 3, result].
    private async Task<(byte Value, string? Text)> CallAsync(string method, params string[] arguments)
    {
        var call = new ArrayBufferWriter<byte>();
        var id = $"{++_calls}";
        call.Write<byte>([0x96, 0x01, 0x80]);
        Write(call, id);
        Write(call, method);
        call.Write<byte>([(byte)(0x90 | arguments.Length)]);
        Array.ForEach(arguments, argument => Write(call, argument));
        call.Write<byte>([0x90]);
        await SendAsync(call.WrittenSpan.ToArray());
        byte[] completion = [0x03, 0x80, (byte)(0xA0 | id.Length), .. Encoding.ASCII.GetBytes(id)];
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer, Cancellation);
            var at = _buffer.AsSpan(0, received.Count).IndexOf(completion);
            if (at >= 0)
            {
                var rest = _buffer.AsSpan(at + completion.Length, received.Count - at - completion.Length);
                return rest[0] == 3 ? (rest[1], TextOf(rest[1..])) : (Nil, null);
            }

            Assert.NotEqual(WebSocketMessageType.Close, received.MessageType);
        }
    }

    private static void Write(ArrayBufferWriter<byte> call, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        call.Write<byte>([0xDA, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes]);
    }

    private static string? TextOf(ReadOnlySpan<byte> value) => value[0] switch
    {
        0xD9 => Encoding.UTF8.GetString(value.Slice(2, value[1])),
        0xDA => Encoding.UTF8.GetString(value.Slice(3, (value[1] << 8) | value[2])),
        >= 0xA0 and <= 0xBF => Encoding.UTF8.GetString(value.Slice(1, value[0] & 0x1F)),
        _ => null,
    };

    // SignalR's binary framing: the length in groups of seven bits, the lowest first, then the message.
    private static byte[] Framed(byte[] body)
    {
        var framed = new ArrayBufferWriter<byte>();
        for (var length = body.Length; length > 0; length >>= 7)
        {
            framed.Write<byte>([(byte)((length & 0x7F) | (length > 0x7F ? 0x80 : 0))]);
        }

        framed.Write(body);
        return framed.WrittenSpan.ToArray();
    }
}
