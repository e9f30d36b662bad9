using System.Diagnostics;

namespace AdminPortal.Tests.Support;

/// <summary>What a test does to files as an operator would, or an accident.</summary>
internal static class Bash
{
    /// <summary>Before a command. Whoever may do everything is stopped by no file mode; without its capabilities root is a user like any other.</summary>
    public const string WithoutRightsOfRoot = "setpriv --bounding-set=-all --inh-caps=-all --";

    /// <summary>A line of bash; one that fails fails the test.</summary>
    public static async Task RunAsync(string command)
    {
        using var shell = Process.Start("bash", ["-c", command]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
    }
}
