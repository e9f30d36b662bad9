using System.Diagnostics;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Readme;

/// <summary>The repository as a stranger has it after cloning: nothing built. Commands run in its root, on ports and data of their own.</summary>
public sealed class FreshCopy : IDisposable
{
    private static readonly string[] NotCloned = [".git", "bin", "obj", "data", "TestResults"];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    public FreshCopy()
    {
        var (publicPort, managementPort) = FreePorts.Take();
        PublicUrl = new Uri($"http://localhost:{publicPort}");
        ManagementUrl = new Uri($"http://localhost:{managementPort}");
        Set("ASPNETCORE_URLS", PublicUrl.GetLeftPart(UriPartial.Authority));
        Set("Portal__Issuer", PublicUrl.GetLeftPart(UriPartial.Authority));
        Set("Portal__ManagementUrl", ManagementUrl.GetLeftPart(UriPartial.Authority));
        // Whoever runs this test has just built the same sources under the analyzers.
        Set("RunAnalyzers", "false");
        Copy(Repository.Root, Root);
    }

    public Uri PublicUrl { get; }

    public Uri ManagementUrl { get; }

    public string Root => _folder.FullPath;

    public void Set(string variable, string value) => _environment[variable] = value;

    /// <summary>Runs a command to its end and answers what it wrote; one that fails fails the test.</summary>
    public async Task<string> RunAsync(string command, CancellationToken cancellation)
    {
        using var process = Start(command);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.WaitForExitAsync(cancellation);
        Assert.True(process.ExitCode == 0, $"{command}\nended with {process.ExitCode}:\n{await output}{await errors}");
        return await output;
    }

    /// <summary>Starts a command that goes on, with the ports of the text changed to our own.</summary>
    public Process Start(string command) => Process.Start(StartInfo(OnOurPorts(command)))!;

    public void Dispose() => _folder.Dispose();

    private string OnOurPorts(string command) => command
        .Replace("http://localhost:5080", PublicUrl.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        .Replace("http://localhost:5081", ManagementUrl.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

    private ProcessStartInfo StartInfo(string command)
    {
        var start = new ProcessStartInfo("bash", ["-c", command])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        foreach (var (variable, value) in _environment)
        {
            start.Environment[variable] = value;
        }

        return start;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(from).Where(folder => !NotCloned.Contains(Path.GetFileName(folder))))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
