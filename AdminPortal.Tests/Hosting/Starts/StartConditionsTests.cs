using AdminPortal.Hosting;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Starts;

/// <summary>What the machine gives the program, told at start or refused.</summary>
public sealed class StartConditionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.FullPath, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Where_names_cannot_be_compared_beyond_ascii_nothing_starts()
    {
        var run = await ProgramRun.OfAsync(Data, settings: ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));
        var verb = await ProgramRun.OfAsync(Data, arguments: "admin disable --user-name alice", settings: ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));

        Assert.Equal((ExitCodes.WrongSettings, ExitCodes.WrongSettings), (run.ExitCode, verb.ExitCode));
        Assert.StartsWith("The runtime is in its globalization-invariant mode", Assert.Single(run.Lines), StringComparison.Ordinal);
        Assert.Equal(run.Lines, verb.Lines);
    }

    [Theory]
    [InlineData("ulimit -n 512;", true)]
    [InlineData("ulimit -n 1024;", false)]
    public async Task Fewer_than_1024_open_files_are_told_at_start(string limit, bool isTold)
    {
        var run = await ProgramRun.OfAsync(Data, limit);

        Assert.True(run.HasStarted);
        Assert.Equal(isTold ? 1 : 0, run.Lines.Count(line => line.Contains("may open only 512 files and connections", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("0xC800000", true)]
    [InlineData("0x20000000", false)]
    public async Task Less_than_300_MB_of_memory_is_told_at_start(string limit, bool isTold)
    {
        var run = await ProgramRun.OfAsync(Data, settings: ("DOTNET_GCHeapHardLimit", limit));

        Assert.True(run.HasStarted);
        Assert.Equal(isTold ? 1 : 0, run.Lines.Count(line => line.Contains("may use only 200 MB of memory", StringComparison.Ordinal)));
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

    [Fact]
    public async Task A_certificate_that_is_missing_or_no_certificate_ends_the_start_with_one_line()
    {
        var file = _folder.Write("tls.pfx", "none");
        (string, string)[] https = [("ASPNETCORE_URLS", "https://localhost:0"), ("Kestrel:Certificates:Default:Password", "x")];

        var missing = await ProgramRun.OfAsync(Data, settings: [.. https, ("Kestrel:Certificates:Default:Path", $"{file}.gone")]);
        var broken = await ProgramRun.OfAsync(Data, settings: [.. https, ("Kestrel:Certificates:Default:Path", file)]);

        Assert.All([missing, broken], run =>
        {
            Assert.Equal(ExitCodes.WrongSettings, run.ExitCode);
            Assert.Contains("cannot be used: ", run.LastLine, StringComparison.Ordinal);
            Assert.False(run.HasStackTrace, string.Join('\n', run.Lines));
        });
    }
}
