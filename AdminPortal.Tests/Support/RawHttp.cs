using System.Net.Sockets;
using System.Text;

namespace AdminPortal.Tests.Support;

/// <summary>A connection on which every byte is the test's own.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp);

    public static async Task<RawHttp> ConnectAsync(Uri listener)
    {
        var raw = new RawHttp();
        await raw._socket.ConnectAsync(listener.Host, listener.Port, TestContext.Current.CancellationToken);
        return raw;
    }

    /// <summary>Sends a request whole and answers the first line of what comes back; empty when nothing does.</summary>
    public static async Task<string> AskAsync(Uri listener, string request)
    {
        using var raw = await ConnectAsync(listener);
        await raw.SendAsync(request);
        return await raw.StatusLineAsync();
    }

    public async Task SendAsync(string text) => await _socket.SendAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

    public async Task<string> StatusLineAsync()
    {
        using var reader = new StreamReader(new NetworkStream(_socket), Encoding.ASCII, leaveOpen: true);
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
    }

    /// <summary>Hangs up with a reset, as a process that is killed does.</summary>
    public void Reset() => _socket.Close(0);

    public void Dispose() => _socket.Dispose();
}
