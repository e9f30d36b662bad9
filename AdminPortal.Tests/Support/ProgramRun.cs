using System.Diagnostics;
using System.Reflection;

namespace AdminPortal.Tests.Support;

/// <summary>
/// One start of the built program that is expected to end by itself, or soon after it has started, under whatever a shell can impose on a
/// process. What it wrote and how it ended is what an operator sees.
/// </summary>
public sealed record ProgramRun(int ExitCode, IReadOnlyList<string> Lines)
{
    private const string Started = "Application started";

    /// <summary>What it was ended with by us, after it had started.</summary>
    public const int Killed = 128 + 9;

    /// <summary>The built program, compiled ahead of its many starts.</summary>
    public static string Program { get; } = OfTheBuild("PortalProgram");

    /// <summary>The same as it is built and published, where its memory is measured.</summary>
    public static string ProgramAsBuilt { get; } = OfTheBuild("PortalProgramAsBuilt");

    public string LastLine => Lines.Count > 0 ? Lines[^1] : "";

    public bool HasStarted => Lines.Any(line => line.Contains(Started, StringComparison.Ordinal));

    public bool HasStackTrace => Lines.Any(
        line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal) || line.Contains("   at ", StringComparison.Ordinal));

    /// <summary>Starts the program on a data directory; <paramref name="before"/> are words of the shell such as <c>ulimit -n 512;</c>.</summary>
    public static async Task<ProgramRun> OfAsync(
        string dataDirectory, string before = "", string arguments = "", string? program = null, params (string Key, string Value)[] settings)
    {
        var (publicPort, managementPort) = FreePorts.Take();
        var start = new ProcessStartInfo("bash", ["-c", $"{before} dotnet '{program ?? Program}' {arguments} 2>&1"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        (string Key, string Value)[] own =
        [
            ("ASPNETCORE_URLS", $"http://localhost:{publicPort}"), ("Portal:ManagementUrl", $"http://localhost:{managementPort}"),
            ("Portal:DataDirectory", dataDirectory),
        ];
        foreach (var (key, value) in own.Concat(settings))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return await ReadAsync(process);
    }

    private static string OfTheBuild(string key) =>
        typeof(ProgramRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(pair => pair.Key == key).Value!;

    private static async Task<ProgramRun> ReadAsync(Process process)
    {
        List<string> lines = [];
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
            if (line.Contains(Started, StringComparison.Ordinal))
            {
                process.Kill(entireProcessTree: true);
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProgramRun(process.ExitCode, lines);
    }
}
