using AdminPortal.Hosting;
using AdminPortal.Tests.Hosting.Settings;
using AdminPortal.Tests.OAuth;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Starts;

/// <summary>What the machine gives the program, told at start or refused. What is told stands in the README's table of starts, and is held there.</summary>
public sealed class StartConditionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.FullPath, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Where_names_cannot_be_compared_beyond_ascii_no_verb_runs_either()
    {
        var verb = await ProgramRun.OfAsync(Data, arguments: "admin disable --user-name alice", settings: ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));

        Assert.Equal(ExitCodes.WrongSettings, verb.ExitCode);
        Assert.StartsWith("The runtime is in its globalization-invariant mode", Assert.Single(verb.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_1024_open_files_and_300_MB_of_memory_nothing_is_told()
    {
        // 225 MB of them are the runtime's.
        var run = await ProgramRun.OfAsync(Data, "ulimit -n 1024;", settings: ("DOTNET_GCHeapHardLimit", "0xE100000"));

        Assert.True(run.HasStarted);
        Assert.DoesNotContain(run.Lines, line => line.Contains("may open only ", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Lines, line => line.Contains("may use only ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1023, 225, "may open only 1023 files and connections at a time")]
    [InlineData(1024, 224, "may use only 224 MB of memory")]
    public void What_is_scarce_is_told_with_its_number_and_what_is_not_is_not(long openFiles, long megabytes, string told)
    {
        using var settings = new SettingsUnderTest();
        using var log = new LogLines();

        StartUpLog.Write(log.CreateLogger("start"), settings.Accepted(), new ProcessLimits(openFiles, megabytes * 1024 * 1024));

        var line = Assert.Single(
            log.Lines, line => line.Contains("may open only ", StringComparison.Ordinal) || line.Contains("may use only ", StringComparison.Ordinal));
        Assert.Contains(told, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_file_of_the_store_is_ever_open_to_others()
    {
        var run = await ProgramRun.OfAsync(Data, "umask 000;");

        Assert.True(run.HasStarted);
        var files = Directory.GetFiles(Data);
        Assert.Contains(files, file => file.EndsWith("-wal", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Theory]
    [InlineData(".gone")]
    [InlineData("")]
    public async Task A_certificate_that_is_missing_or_no_certificate_ends_the_start_with_one_line(string ending)
    {
        var file = _folder.Write("tls.pfx", "none");

        var run = await ProgramRun.OfAsync(
            Data,
            settings:
            [
                ("ASPNETCORE_URLS", "https://localhost:0"), ("Kestrel:Certificates:Default:Password", "x"),
                ("Kestrel:Certificates:Default:Path", $"{file}{ending}"),
            ]);

        Assert.Equal(ExitCodes.WrongSettings, run.ExitCode);
        Assert.Contains("cannot be used: ", run.LastLine, StringComparison.Ordinal);
        Assert.False(run.HasStackTrace, string.Join('\n', run.Lines));
    }
}
