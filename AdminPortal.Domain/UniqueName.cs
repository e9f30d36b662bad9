using System.Text;

namespace AdminPortal.Domain;

/// <summary>The form under which two names are the same: without case and in Unicode compatibility form (UAX #15, NFKC).</summary>
internal static class UniqueName
{
    private const char NonCharacter = '\uFFFE';

    /// <summary>
    /// Of whatever somebody typed. A text that is longer than any name, or that Unicode does not allow, is nobody's name and stays as it
    /// is: normalising takes time that grows with the square of a crafted text's length.
    /// </summary>
    public static string KeyOf(string text, int maxLength) =>
        text.Length <= maxLength && IsWellFormed(text)
            ? WithoutJoiners(text).Normalize(NormalizationForm.FormKC).ToUpperInvariant()
            : text.ToUpperInvariant();

    // Where a name may hold one (see PrintableText), another spelling without it often looks the same.
    private static string WithoutJoiners(string text) =>
        text.Replace("\u200C", "", StringComparison.Ordinal).Replace("\u200D", "", StringComparison.Ordinal);

    // Whether it can be normalised and written as UTF-8: a lone surrogate reads as the replacement character.
    private static bool IsWellFormed(string text) => !text.Contains(NonCharacter) && !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
