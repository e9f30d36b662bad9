using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Architecture;

/// <summary>What the house asks of its files, held for every one of them.</summary>
public sealed class HouseTests
{
    private const int MaxLines = 300;

    private static readonly string[] Drawers = ["Helpers", "Utils", "Common", "Models", "Services"];

    private static readonly string[] TopLevel =
    [
        ".ci", ".config", ".editorconfig", ".git", ".gitignore", "AdminPortal", "AdminPortal.Domain", "AdminPortal.Tests", "AdminPortal.sln", "Directory.Build.props",
        "Directory.Build.targets", "Directory.Packages.props", "LICENSE", "README.md", "global.json", "wwwroot-assets",
    ];

    private static IEnumerable<string> SourceFiles =>
        Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".css" or ".js" or ".sh")
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "Migrations" or "node_modules"));

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Assert.DoesNotContain(SourceFiles, file => File.ReadLines(Repository.Path(file)).Count() > MaxLines);

    [Fact]
    public void There_are_no_drawers() =>
        Assert.DoesNotContain(SourceFiles, file => file.Split('/').Any(part => Drawers.Contains(part, StringComparer.OrdinalIgnoreCase)));

    [Fact]
    public void The_top_level_holds_what_the_plan_of_the_house_names() => Assert.Empty(
        Directory.EnumerateFileSystemEntries(Repository.Root).Select(Path.GetFileName).Except(TopLevel.Append("TestResults"), StringComparer.Ordinal));

    [Fact]
    public void Nothing_is_left_for_later_in_a_comment()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];

        Assert.DoesNotContain(SourceFiles, file => marks.Any(File.ReadAllText(Repository.Path(file)).Contains));
    }
}
