using System.Diagnostics;

namespace AdminPortal.Tests.Browser;

/// <summary>The command that people make keys and certificates with.</summary>
internal static class OpenSsl
{
    public static async Task RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("openssl", arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var outputs = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, string.Concat(outputs));
    }
}
