using AdminPortal.Hosting;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Readme;

/// <summary>The README's table of starts, row by row against what the program writes and how it ends.</summary>
public sealed class StartTableTests
{
    [Fact]
    public void Every_row_has_its_trouble_and_every_trouble_its_row() =>
        Assert.Equal(StartTroubles.All.Keys.Order(StringComparer.Ordinal), StartTableRow.All.Select(row => row.Matter).Order(StringComparer.Ordinal));

    public static TheoryData<string> Matters => [.. StartTroubles.All.Keys];

    [Theory]
    [MemberData(nameof(Matters))]
    public async Task The_program_writes_the_line_and_ends_as_the_table_says(string matter)
    {
        using var folder = new TemporaryFolder();
        var row = StartTableRow.All.Single(row => row.Matter == matter);

        var run = await StartTroubles.All[matter](Path.Combine(folder.FullPath, "data"));

        var all = string.Join('\n', run.Lines);
        Assert.Equal((row.ExitCode is null, row.ExitCode ?? ProgramRun.Killed), (run.HasStarted, run.ExitCode));
        Assert.True(row.ExitCode is null ? run.Lines.Any(row.Tells) : row.Tells(run.LastLine), $"{row.Line}\nwas not written:\n{all}");
        Assert.False(run.HasStackTrace, all);
        if (row.ExitCode == ExitCodes.StoreUnusable)
        {
            Assert.Single(run.Lines);
        }
    }
}
