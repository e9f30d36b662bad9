using System.Text;

namespace AdminPortal.Domain;

/// <summary>The normalised form by which names are compared: case-insensitive and in Unicode compatibility form (UAX #15, NFKC).</summary>
internal static class UniqueName
{
    private const char NonCharacter = '\uFFFE';

    /// <summary>
    /// For any typed text. A text that is longer than any name, or not valid Unicode, is nobody's name and is left as it is: normalisation
    /// can take quadratic time for crafted text.
    /// </summary>
    public static string KeyOf(string text, int maxLength) =>
        text.Length <= maxLength && IsWellFormed(text)
            ? WithoutJoiners(text).Normalize(NormalizationForm.FormKC).ToUpperInvariant()
            : text.ToUpperInvariant();

    // Where a name may contain a joiner (see PrintableText), the spelling without it often looks the same.
    private static string WithoutJoiners(string text) =>
        text.Replace("\u200C", "", StringComparison.Ordinal).Replace("\u200D", "", StringComparison.Ordinal);

    // Whether it can be normalised and written as UTF-8: an unpaired surrogate reads as the replacement character.
    private static bool IsWellFormed(string text) => !text.Contains(NonCharacter) && !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
