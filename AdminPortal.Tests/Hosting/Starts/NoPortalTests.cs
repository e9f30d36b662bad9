using AdminPortal.Hosting;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Starts;

/// <summary>Starts that are meant for no portal, and make none.</summary>
public sealed class NoPortalTests
{
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
