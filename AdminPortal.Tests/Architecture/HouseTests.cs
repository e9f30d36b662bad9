using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Architecture;

/// <summary>What the house asks of its files, held for every one of them.</summary>
public sealed class HouseTests
{
    private static readonly string[] TopLevel =
    [
        ".ci", ".config", ".editorconfig", ".git", ".gitignore", "AdminPortal", "AdminPortal.Domain", "AdminPortal.Tests", "AdminPortal.sln",
        "Directory.Build.props",
        "Directory.Build.targets", "Directory.Packages.props", "LICENSE", "README.md", "global.json", "wwwroot-assets",
    ];

    private static IEnumerable<string> SourceFiles =>
        Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".css" or ".js" or ".sh")
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "Migrations" or "node_modules"));

    [Fact]
    public void No_file_is_longer_than_300_lines() => Assert.DoesNotContain(SourceFiles, file => HouseRules.IsTooLong(LinesOf(file)));

    [Fact]
    public void No_line_is_wider_than_the_editors_configuration_states()
    {
        var width = HouseRules.StatedWidth(LinesOf(".editorconfig"));

        Assert.Empty(SourceFiles
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
            .SelectMany(file => LinesOf(file).Index(), (file, line) => (file, line))
            .Where(found => HouseRules.IsTooWide(found.line.Item, width))
            .Select(found => $"{found.file}:{found.line.Index + 1}"));
    }

    [Fact]
    public void No_method_is_longer_than_40_lines() =>
        Assert.Empty(SourceFiles.SelectMany(file => HouseRules.MethodsTooLong(LinesOf(file)), (file, method) => $"{file}: {method}"));

    [Fact]
    public void There_are_no_drawers() => Assert.DoesNotContain(SourceFiles, HouseRules.LiesInADrawer);

    [Fact]
    public void Every_room_of_the_product_opens_with_a_paragraph() => Assert.Empty(
        SourceFiles
            .Where(file => file.StartsWith("AdminPortal.Domain/", StringComparison.Ordinal) || file.StartsWith("AdminPortal/", StringComparison.Ordinal))
            // The rules of a room stand in a folder of their own and need no paragraph of their own.
            .GroupBy(file => Path.GetDirectoryName(file)!.Replace("/Rules", "", StringComparison.Ordinal))
            // The program itself is a table of contents.
            .Where(room => room.Key != "AdminPortal" && !room.Any(file => HouseRules.OpensARoom(LinesOf(file))))
            .Select(room => room.Key));

    [Fact]
    public void The_top_level_holds_what_the_plan_of_the_house_names() => Assert.Empty(
        Directory.EnumerateFileSystemEntries(Repository.Root).Select(Path.GetFileName).Except(TopLevel.Append("TestResults"), StringComparer.Ordinal));

    [Fact]
    public void Nothing_is_left_for_later_in_a_comment() => Assert.DoesNotContain(SourceFiles, file => HouseRules.LeavesSomethingForLater(LinesOf(file)));

    // A terminal tells keys that type nothing by their character; what a password may hold is another rule.
    [Fact]
    public void Which_characters_can_be_seen_is_decided_in_one_place() => Assert.Equal(
        ["AdminPortal/Account/CommandLine/PasswordInput.cs"],
        SourceFiles.Where(file => !file.StartsWith("AdminPortal.Tests/", StringComparison.Ordinal) && HouseRules.JudgesCharactersByItself(LinesOf(file))));

    [Fact]
    public void A_planted_line_that_is_too_wide_is_found_and_one_with_a_word_that_cannot_be_broken_is_not()
    {
        Assert.Equal(20, HouseRules.StatedWidth(["root = true", "max_line_length = 20"]));
        Assert.False(HouseRules.IsTooWide("twenty characters ok", 20));
        Assert.True(HouseRules.IsTooWide("twenty characters no.", 20));
        Assert.False(HouseRules.IsTooWide("a key: MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", 20));
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(41, true)]
    public void A_planted_method_that_is_too_long_is_found(int lines, bool isFound)
    {
        string[] source =
        [
            "internal sealed class Planted", "{", "    private void Short()", "    {", "    }", "", "    private void Long()", "    {",
            .. Enumerable.Repeat("        Short();", lines), "    }", "}",
        ];

        Assert.Equal(isFound ? ["private void Long()"] : [], HouseRules.MethodsTooLong(source));
    }

    [Fact]
    public void A_planted_file_that_is_too_long_lies_in_a_drawer_opens_no_room_waits_for_later_or_has_a_rule_of_its_own_for_characters_is_found()
    {
        string[] lines = [.. Enumerable.Repeat("", 300)];

        Assert.False(HouseRules.IsTooLong(lines));
        Assert.True(HouseRules.IsTooLong([.. lines, ""]));
        Assert.False(HouseRules.LiesInADrawer("AdminPortal/ApiClients/Service.cs"));
        Assert.True(HouseRules.LiesInADrawer("AdminPortal/ApiClients/Helpers/Dates.cs"));
        Assert.False(HouseRules.OpensARoom(["/// <summary>This room has no paragraph.</summary>"]));
        Assert.True(HouseRules.OpensARoom(["", "// This room owns its paragraph."]));
        Assert.False(HouseRules.LeavesSomethingForLater(["// All of it is done."]));
        Assert.True(HouseRules.LeavesSomethingForLater(["", "// TO" + "DO the rest"]));
        Assert.False(HouseRules.JudgesCharactersByItself(["PrintableText.FirstFault(name)"]));
        Assert.True(HouseRules.JudgesCharactersByItself(["", "return name.Any(char.IsControl);"]));
    }

    private static string[] LinesOf(string file) => File.ReadAllLines(Repository.Path(file));
}
