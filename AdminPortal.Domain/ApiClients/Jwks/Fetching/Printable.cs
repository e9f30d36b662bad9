using System.Globalization;
using System.Text;

namespace AdminPortal.Domain.ApiClients.Jwks.Fetching;

/// <summary>Words of a stranger, fit for a sentence: short, on one line, and without characters that turn the text round.</summary>
internal static class Printable
{
    public const int MaxLength = 120;

    public static string Of(string text)
    {
        var shown = new StringBuilder();
        foreach (var (index, rune) in text.EnumerateRunes().Take(MaxLength + 1).Index())
        {
            shown.Append(index == MaxLength ? "…" : IsShown(rune) ? rune.ToString() : "?");
        }

        return shown.ToString();
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
