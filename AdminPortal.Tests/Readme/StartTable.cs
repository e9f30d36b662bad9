using System.Text.RegularExpressions;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Readme;

/// <summary>A row of the README's table of starts: what is the matter, the line with ellipses, and the exit code; null where the program runs.</summary>
internal sealed partial record StartTableRow(string Matter, string Line, int? ExitCode)
{
    private const string Runs = "runs";

    public static IReadOnlyList<StartTableRow> All { get; } =
    [
        .. Row()
            .Matches(File.ReadAllText(Repository.Path("README.md")).Split("### When it does not start")[1].Split("\n## ")[0])
            .Select(row => new StartTableRow(
                row.Groups["matter"].Value.Replace("`", "", StringComparison.Ordinal),
                row.Groups["line"].Value,
                row.Groups["code"].Value == Runs ? null : int.Parse(row.Groups["code"].Value, System.Globalization.CultureInfo.InvariantCulture))),
    ];

    /// <summary>Whether this is what the program wrote; in a log its own words stand behind the time and the name of a logger.</summary>
    public bool Tells(string written) => Regex.IsMatch(
        written,
        $"^{(ExitCode is null ? @"\S+ warn: \S+ " : "")}{Regex.Escape(Line).Replace("…", ".+", StringComparison.Ordinal)}$",
        RegexOptions.None,
        TimeSpan.FromSeconds(10));

    [GeneratedRegex(@"^\| (?<matter>[^|]+?) \| `(?<line>[^|]+)` \| (?<code>\d+|runs) \| [^|]+ \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
