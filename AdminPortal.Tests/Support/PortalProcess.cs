using System.Collections.Concurrent;
using System.Diagnostics;
using AdminPortal.Hosting;

namespace AdminPortal.Tests.Support;

/// <summary>
/// The built program, started as a process of its own on free loopback ports, with a data directory of its own that goes
/// when it goes. Settings are written as in the documentation (<c>Portal:Issuer</c>) and travel as environment variables.
/// </summary>
public sealed class PortalProcess : IAsyncDisposable
{
    /// <summary>A setting of the shell that starts the program and not of the program: how many handles it may have.</summary>
    public const string Handles = "ulimit -n";

    /// <summary>Another one: which program is started.</summary>
    public const string Program = "program";

    /// <summary>In a setting's value: the port of the public listener.</summary>
    public const string Port = "{port}";

    private const int Attempts = 3;

    private static readonly TimeSpan PatienceWithAStart = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> _log = new();
    private readonly Dictionary<string, string> _settings;
    private readonly TemporaryFolder _folder = new();
    private Process? _process;
    private int _linesBefore;

    private PortalProcess(IEnumerable<(string Key, string Value)> settings)
    {
        var (publicPort, managementPort) = FreePorts.Take();
        PublicUrl = new Uri($"http://localhost:{publicPort}");
        ManagementUrl = new Uri($"http://localhost:{managementPort}");
        DataDirectory = Path.Combine(_folder.FullPath, "data");
        _settings = new(StringComparer.Ordinal)
        {
            [Program] = ProgramRun.Program,
            ["ASPNETCORE_URLS"] = Origin(PublicUrl),
            ["Portal:Issuer"] = Origin(PublicUrl),
            ["Portal:ManagementUrl"] = Origin(ManagementUrl),
            ["Portal:DataDirectory"] = DataDirectory,
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value.Replace(Port, $"{publicPort}", StringComparison.Ordinal);
        }
    }

    public Uri PublicUrl { get; }

    public Uri ManagementUrl { get; }

    public string DataDirectory { get; }

    public int ProcessId => _process!.Id;

    /// <summary>The memory that it holds now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What the program has written so far, line by line, both streams.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>Starts the program on a store that a first start has left, and waits until it answers.</summary>
    public static Task<PortalProcess> StartAsync(CancellationToken cancellation, params (string Key, string Value)[] settings) =>
        StartAsync(portal => portal.FinishFirstStartAsync(), settings, cancellation);

    /// <summary>Starts it on nothing: for what a first start does or says.</summary>
    public static Task<PortalProcess> StartForTheFirstTimeAsync(CancellationToken cancellation, params (string Key, string Value)[] settings) =>
        StartAsync(_ => Task.CompletedTask, settings, cancellation);

    private static async Task<PortalProcess> StartAsync(
        Func<PortalProcess, Task> prepare, (string Key, string Value)[] settings, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var portal = new PortalProcess(settings);
            try
            {
                await prepare(portal);
                await portal.StartAgainAsync(cancellation);
                return portal;
            }
            catch (InvalidOperationException) when (portal.ExitCode == ExitCodes.CannotListen && attempt < Attempts)
            {
                // Somebody else took a port between our finding it free and the program's asking for it.
                await portal.DisposeAsync();
            }
            catch
            {
                await portal.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Runs the program with settings it should refuse; answers its exit code and everything it wrote.</summary>
    public static async Task<(int ExitCode, IReadOnlyCollection<string> Log)> RunToExitAsync(
        CancellationToken cancellation, params (string Key, string Value)[] settings)
    {
        await using var portal = new PortalProcess(settings);
        portal.Launch();
        await portal._process!.WaitForExitAsync(cancellation);
        return (portal._process.ExitCode, [.. portal.Log]);
    }

    /// <summary>Runs a verb of the command line on the same data, beside the server; answers its exit code and what it wrote.</summary>
    public async Task<(int ExitCode, string Output)> RunVerbAsync(string input, CancellationToken cancellation, params string[] arguments)
    {
        var start = StartInfo(arguments);
        start.RedirectStandardInput = true;
        using var verb = Process.Start(start)!;
        await verb.StandardInput.WriteAsync(input);
        verb.StandardInput.Close();
        var outputs = await Task.WhenAll(
            verb.StandardOutput.ReadToEndAsync(cancellation), verb.StandardError.ReadToEndAsync(cancellation));
        await verb.WaitForExitAsync(cancellation);
        return (verb.ExitCode, string.Concat(outputs));
    }

    /// <summary>From the next start on; null leaves it out again.</summary>
    public void Set(string key, string? value)
    {
        _settings.Remove(key);
        if (value is not null)
        {
            _settings[key] = value;
        }
    }

    /// <summary>Sends it a signal by its name, as <c>kill</c> takes it.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{_process!.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until it has ended by itself; answers its exit code and how long it was waited for.</summary>
    /// <exception cref="TimeoutException">It goes on.</exception>
    public async Task<(int ExitCode, TimeSpan Waited)> WaitForExitAsync(CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        await _process!.WaitForExitAsync(cancellation).WaitAsync(PatienceWithAStart, cancellation);
        return (_process.ExitCode, waited.Elapsed);
    }

    /// <summary>Starts the program and waits for nothing.</summary>
    public static PortalProcess Launched(params (string Key, string Value)[] settings)
    {
        var portal = new PortalProcess(settings);
        portal.Launch();
        return portal;
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Starts it on the same ports and the same data directory as before.</summary>
    public async Task StartAgainAsync(CancellationToken cancellation)
    {
        Launch();
        using var client = new HttpClient();
        var waited = Stopwatch.StartNew();
        while (!await AnswersAsync(client, cancellation))
        {
            if (_process!.HasExited)
            {
                await _process.WaitForExitAsync(cancellation);
                throw new InvalidOperationException($"The program ended with {ExitCode}:\n{string.Join('\n', _log)}");
            }

            if (waited.Elapsed > PatienceWithAStart)
            {
                throw new InvalidOperationException($"The program runs but does not answer:\n{string.Join('\n', _log)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        _folder.Dispose();
    }

    private int? ExitCode => _process is { HasExited: true } ended ? ended.ExitCode : null;

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);

    // Whom the settings name as first administrator has been created by then.
    private Task FinishFirstStartAsync() => FinishedStore.CopyToAsync(
        _settings["Portal:DataDirectory"], _settings.GetValueOrDefault("Portal:Setup:UserName", ""), _settings.GetValueOrDefault("Portal:Setup:Password", ""));

    private void Launch()
    {
        _process?.Dispose();
        _linesBefore = _log.Count;
        _process = new Process { StartInfo = StartInfo() };
        _process.OutputDataReceived += Collect;
        _process.ErrorDataReceived += Collect;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private ProcessStartInfo StartInfo(params IEnumerable<string> arguments)
    {
        // Whoever runs the tests in the background may have had the signals ignored, and what they start would ignore them too.
        var start = new ProcessStartInfo(
            "bash",
            [
                "-c", $"{Limit()}exec env --default-signal=INT,TERM \"$0\" \"$@\"",
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", _settings[Program], .. arguments,
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Not the program's own folder: the current directory must play no part.
            WorkingDirectory = _folder.FullPath,
        };
        foreach (var inherited in start.Environment.Keys.Where(IsAboutThePortal).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (key, value) in _settings.Where(setting => setting.Key is not (Handles or Program)))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private string Limit() => _settings.TryGetValue(Handles, out var handles) ? $"{Handles} {handles}; " : "";

    private static bool IsAboutThePortal(string variable) =>
        variable.StartsWith("Portal__", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _log.Enqueue(text);
        }
    }

    // Without this, a stranger who took the port could answer for a program that is about to give up.
    private bool HasStarted() => _log.Skip(_linesBefore).Any(line => line.Contains("Application started", StringComparison.Ordinal));

    private async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(ManagementUrl, "/health/live"), cancellation);
            return answer.IsSuccessStatusCode && HasStarted();
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
