using System.Text.RegularExpressions;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Readme;

/// <summary>The commands that the README tells people to run.</summary>
internal static partial class ReadmeText
{
    public static IReadOnlyList<string> Commands { get; } =
        [.. Block().Matches(File.ReadAllText(Repository.Path("README.md"))).Select(block => block.Groups["command"].Value.Trim())];

    /// <summary>The one command that begins like this.</summary>
    public static string Command(string beginning) =>
        Commands.Single(command => command.StartsWith(beginning, StringComparison.Ordinal));

    [GeneratedRegex(@"^```bash\n(?<command>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
