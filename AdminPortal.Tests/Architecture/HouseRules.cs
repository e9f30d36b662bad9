using System.Globalization;
using System.Text.RegularExpressions;

namespace AdminPortal.Tests.Architecture;

/// <summary>What the house asks of a source file, as questions about its path and its lines.</summary>
internal static partial class HouseRules
{
    private const int MaxLines = 300;
    private const int MaxMethodLines = 40;

    private static readonly string[] Drawers = ["Helpers", "Utils", "Common", "Models", "Services"];
    private static readonly string[] Marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "NotImplemented" + "Exception"];

    /// <summary>The width that the editor's configuration states, in characters.</summary>
    public static int StatedWidth(IEnumerable<string> editorConfig) =>
        int.Parse(editorConfig.Single(line => line.StartsWith("max_line_length", StringComparison.Ordinal)).Split('=')[1], CultureInfo.InvariantCulture);

    /// <summary>Wider than stated, unless one word of it, a key or a token, cannot be broken.</summary>
    public static bool IsTooWide(string line, int width) => line.Length > width && !line.Split(' ').Any(word => word.Length > width / 2);

    public static bool IsTooLong(IReadOnlyCollection<string> lines) => lines.Count > MaxLines;

    public static bool LiesInADrawer(string path) => path.Split('/').Any(part => Drawers.Contains(part, StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a file begins by what its room owns, protects and must never do.</summary>
    public static bool OpensARoom(IEnumerable<string> lines) => lines.Any(line => RoomBegins().IsMatch(line));

    public static bool LeavesSomethingForLater(IEnumerable<string> lines) => lines.Any(line => Marks.Any(line.Contains));

    /// <summary>Asks of single characters what PrintableText says of a whole text.</summary>
    public static bool JudgesCharactersByItself(IEnumerable<string> lines) => lines.Any(line => line.Contains("char.IsControl", StringComparison.Ordinal));

    /// <summary>
    /// The first lines of methods whose body is too long. The format of the house makes it a matter of columns: a body ends at the brace
    /// under the one it began with.
    /// </summary>
    public static IEnumerable<string> MethodsTooLong(IReadOnlyList<string> lines)
    {
        for (var first = 1; first < lines.Count; first++)
        {
            if (BodyBegins().Match(lines[first]) is { Success: true } brace && !IsNoMethod(lines[first - 1]))
            {
                var last = EndOf(lines, first, brace.Groups["indent"].Value);
                if (last - first - 1 > MaxMethodLines)
                {
                    yield return lines[first - 1].Trim();
                }
            }
        }
    }

    private static int EndOf(IReadOnlyList<string> lines, int first, string indent)
    {
        var last = first + 1;
        while (last < lines.Count && !lines[last].StartsWith($"{indent}}}", StringComparison.Ordinal))
        {
            last++;
        }

        return last;
    }

    // A type, or a value that a field begins with.
    private static bool IsNoMethod(string header) => Declaration().IsMatch(header) || header.Contains(" = new", StringComparison.Ordinal);

    [GeneratedRegex(@"^(///?|@\*) This room ", RegexOptions.ExplicitCapture)]
    private static partial Regex RoomBegins();

    [GeneratedRegex(@"^(?<indent>    +)\{$", RegexOptions.ExplicitCapture)]
    private static partial Regex BodyBegins();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum|namespace)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
