using System.Globalization;
using System.Text;

namespace AdminPortal.Domain.ApiClients.Jwks.Fetching;

/// <summary>Words of a stranger, fit for a sentence: short, on one line, and without characters that turn the text round (RFC 9839).</summary>
internal static class Printable
{
    public const int MaxLength = 120;

    public static string Of(string text)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(MaxLength + 1))
        {
            clean.Append(clean.Length >= MaxLength ? "…" : IsShown(rune) ? rune.ToString() : "?");
        }

        return clean.ToString();
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
