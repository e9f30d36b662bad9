using System.Collections.Frozen;

namespace AdminPortal.Domain.Administrators.Rules.Passwords;

/// <summary>
/// Passwords that an attacker tries first: the most frequent ones, the same with digits or signs around them, in place of letters or
/// between them, or repeated, keyboard walks, and a few characters over and over (NIST SP 800-63B §3.1.1.2, ASVS 6.2.4).
/// </summary>
internal static class CommonPasswords
{
    private const int FewestDifferentCharacters = 5;

    // How many signs on either side of the letters may be disguised letters.
    private const int MostDisguised = 4;

    // Common here though nowhere else.
    private static readonly string[] OwnWords = ["adminportal", "administrator", "superadministrator", "superuser", "auditor"];

    private static readonly FrozenSet<string> Listed = Read().Concat(OwnWords).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Walks =
        [.. BothWays(string.Concat(Enumerable.Repeat("1234567890", 14)), "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")];

    public static bool Include(string password)
    {
        var plain = PasswordClothes.Undress(password);
        return plain.Distinct().Count() < FewestDifferentCharacters
            || Walks.Any(walk => walk.Contains(plain, StringComparison.OrdinalIgnoreCase))
            || Listed.Contains(plain)
            || Cores(plain).SelectMany(core => PasswordClothes.ReadAsLetters(core).Prepend(core)).Any(IsListed);
    }

    // Once as it is, and once without separators between its letters, "p.a.s.s.w.o.r.d", if most of it is letters.
    private static bool IsListed(string core)
    {
        var letters = string.Concat(core.Where(char.IsLetter));
        return Listed.Contains(core)
            || Listed.Contains(Repeated(core))
            || (letters.Length * 2 > core.Length && (Listed.Contains(letters) || Listed.Contains(Repeated(letters))));
    }

    // "password2027!", "**dragon1234**": from the first letter to the last. A digit or a sign before or after them may be a disguised
    // letter, as in "$unshine2027" and "pa$$w0r4": so each longer part that ends in one is a core too.
    private static IEnumerable<string> Cores(string password)
    {
        var first = Array.FindIndex(password.ToCharArray(), char.IsLetter);
        var last = Array.FindLastIndex(password.ToCharArray(), char.IsLetter);
        if (first < 0)
        {
            return [];
        }

        return from begin in Enumerable.Range(0, first + 1).TakeLast(MostDisguised)
               from end in Enumerable.Range(last, password.Length - last).Take(MostDisguised)
               select password[begin..(end + 1)];
    }

    // "dragondragon": the shortest part whose repetition is the whole.
    private static string Repeated(string password)
    {
        var period = password.Length == 0 ? -1 : (password + password).IndexOf(password, 1, StringComparison.OrdinalIgnoreCase);
        return period < 0 ? "" : password[..period];
    }

    private static IEnumerable<string> BothWays(params IEnumerable<string> walks) =>
        walks.SelectMany(walk => new[] { walk, string.Concat(walk.Reverse()) });

    private static IEnumerable<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line;
            }
        }
    }
}
