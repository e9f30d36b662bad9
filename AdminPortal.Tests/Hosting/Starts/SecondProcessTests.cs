using System.Globalization;
using AdminPortal.Hosting;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Starts;

/// <summary>One data directory is one portal's.</summary>
public sealed class SecondProcessTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_process_on_a_data_directory_refuses_to_start_with_one_line_that_names_the_first()
    {
        await using var first = await PortalProcess.StartAsync(Cancellation);

        var second = await ProgramRun.OfAsync(first.DataDirectory);

        Assert.Equal(ExitCodes.StoreInUse, second.ExitCode);
        var line = Assert.Single(second.Lines);
        Assert.StartsWith(
            $"The data directory {first.DataDirectory} is in use by process {first.ProcessId.ToString(CultureInfo.InvariantCulture)} on {Environment.MachineName}, "
            + $"the portal at {first.PublicUrl.GetLeftPart(UriPartial.Authority)}, since ",
            line,
            StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.True((await http.GetAsync(new Uri(first.ManagementUrl, "/health/ready"), Cancellation)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_kernel_frees_the_directory_when_its_holder_is_killed()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation);

        await portal.KillAsync();

        Assert.True((await ProgramRun.OfAsync(portal.DataDirectory)).HasStarted);
    }

    [Fact]
    public async Task Where_locks_do_not_hold_the_start_says_so_instead_of_trusting_one()
    {
        using var folder = new TemporaryFolder();

        var run = await ProgramRun.OfAsync(Path.Combine(folder.FullPath, "data"), settings: ("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1"));

        Assert.Equal(ExitCodes.StoreUnusable, run.ExitCode);
        Assert.Contains("where file locks do not hold", Assert.Single(run.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_verb_starts_no_portal_and_help_is_no_fault()
    {
        using var folder = new TemporaryFolder();
        var place = Path.Combine(folder.FullPath, "data");

        var mistyped = await ProgramRun.OfAsync(place, arguments: "admni disable --user-name alice");
        var help = await ProgramRun.OfAsync(place, arguments: "--help");

        Assert.Equal((ExitCodes.WrongUsage, ExitCodes.Ok), (mistyped.ExitCode, help.ExitCode));
        Assert.StartsWith("Usage: ", help.Lines[0], StringComparison.Ordinal);
        Assert.Equal(help.Lines, mistyped.Lines);
        Assert.False(Directory.Exists(place));
    }
}
