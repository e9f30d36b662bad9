using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.OAuth.ThirdParty;

/// <summary>
/// Runs a script of this folder with the Node of Playwright's package and the npm packages that install.sh unpacked. The script is told
/// by environment variables and answers with JSON.
/// </summary>
internal static class NodeScript
{
    private static readonly string Packages = Repository.Path("AdminPortal.Tests/obj/npm");

    private static string Node => Path.Combine(
        AppContext.BaseDirectory, ".playwright", "node",
        RuntimeInformation.ProcessArchitecture is System.Runtime.InteropServices.Architecture.Arm64 ? "linux-arm64" : "linux-x64", "node");

    /// <summary><paramref name="among"/> is the folder of the packages that it finds first; see packages.txt.</summary>
    public static async Task<JsonElement> RunAsync(
        string script, IEnumerable<(string Name, string Value)> environment, CancellationToken cancellation, string among = "")
    {
        var packages = Path.Combine(Packages, among);
        Assert.True(Directory.Exists(packages), "The npm packages are not unpacked: AdminPortal.Tests/run.sh does that.");
        // Read from standard input, so that the packages are looked for from where the process stands.
        var start = new ProcessStartInfo(Node, ["--input-type=module", "-"])
        {
            UseShellExecute = false,
            WorkingDirectory = packages,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var node = Process.Start(start)!;
        var outputs = Task.WhenAll(node.StandardOutput.ReadToEndAsync(cancellation), node.StandardError.ReadToEndAsync(cancellation));
        await node.StandardInput.WriteAsync(await File.ReadAllTextAsync(Repository.Path($"AdminPortal.Tests/OAuth/ThirdParty/{script}"), cancellation));
        node.StandardInput.Close();
        await node.WaitForExitAsync(cancellation);
        Assert.True(node.ExitCode == 0, $"{script} ended with {node.ExitCode}:\n{(await outputs)[1]}");
        return JsonSerializer.Deserialize<JsonElement>((await outputs)[0]);
    }
}
