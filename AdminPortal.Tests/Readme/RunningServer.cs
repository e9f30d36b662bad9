using System.Diagnostics;

namespace AdminPortal.Tests.Readme;

/// <summary>A server that a command of the README started; it ends with its whole tree of processes.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _log = [];

    private RunningServer(Process process) => _process = process;

    public static async Task<RunningServer> StartAsync(FreshCopy copy, string command, CancellationToken cancellation)
    {
        var server = new RunningServer(copy.Start(command));
        server._process.OutputDataReceived += server.Collect;
        server._process.ErrorDataReceived += server.Collect;
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = copy.ManagementUrl };
        while (!await AnswersAsync(client, cancellation))
        {
            Assert.False(server._process.HasExited, $"{command}\nended:\n{server}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    public override string ToString()
    {
        lock (_log)
        {
            return string.Join('\n', _log);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        lock (_log)
        {
            _log.Add(line.Data ?? "");
        }
    }
}
