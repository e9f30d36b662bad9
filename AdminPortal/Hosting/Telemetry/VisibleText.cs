using System.Globalization;
using System.Text;

namespace AdminPortal.Hosting.Telemetry;

/// <summary>
/// Text on one line in which every character is visible: a line break becomes a space, other invisible characters their codes.
/// </summary>
internal static class VisibleText
{
    private const char NewLine = '\n';

    public static void Write(TextWriter writer, string text)
    {
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value == NewLine)
            {
                writer.Write(' ');
            }
            else if (IsVisible(rune))
            {
                writer.Write(rune.ToString());
            }
            else
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"));
            }
        }
    }

    // Format characters change the direction of text (U+202E and related ones), or hide between letters.
    private static bool IsVisible(Rune rune) => rune.IsAscii
        ? rune.Value is >= ' ' and <= '~'
        : Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
