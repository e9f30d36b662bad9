using System.Globalization;
using System.Text;

namespace AdminPortal.Domain.Administrators.Rules.Passwords;

/// <summary>
/// A password without its disguise, for comparison with passwords that attackers try first. Cracking programs know all these disguises, so
/// none of them makes a common password a rare one. It is never what is hashed.
/// </summary>
internal static class PasswordClothes
{
    // Some signs stand for two letters, so a text has two readings.
    private const string Signs = "@4380$5!1|+7(69";
    private static readonly string[] Readings = ["aaebossiilttcgg", "aaebossllltlcgg"];

    /// <summary>
    /// Compatibility forms (full-width letters, ligatures, circled letters) as the plain letters they stand for, without accents and
    /// without invisible characters.
    /// </summary>
    public static string Undress(string password)
    {
        var plain = new StringBuilder(password.Length);
        foreach (var rune in Decompose(password).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString().Normalize(NormalizationForm.FormC).Replace("\u00df", "ss", StringComparison.Ordinal);
    }

    /// <summary>The text with letters in place of the digits and signs that look like them: "P@55w0rd" as "Password".</summary>
    public static IEnumerable<string> ReadAsLetters(string text) =>
        Readings.Select(letters => string.Concat(text.Select(c => Signs.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? letters[at] : c)));

    // An unpaired surrogate has no normal form, so it cannot hide anything.
    private static string Decompose(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())).Normalize(NormalizationForm.FormKD);
}
