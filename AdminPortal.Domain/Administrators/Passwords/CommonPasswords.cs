using System.Collections.Frozen;

namespace AdminPortal.Domain.Administrators.Passwords;

/// <summary>
/// What an attacker tries first: the most frequent passwords, the same with digits or signs around them or said twice, walks
/// along the keyboard, and a few characters over and over (NIST SP 800-63B §3.1.1.2, ASVS 6.2.4).
/// </summary>
internal static class CommonPasswords
{
    private const int FewestDifferentCharacters = 5;

    // What is common here though nowhere else.
    private static readonly string[] OwnWords = ["adminportal", "administrator", "superadministrator", "superuser", "auditor"];

    private static readonly FrozenSet<string> Listed = Read().Concat(OwnWords).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Walks =
        [.. BothWays(string.Concat(Enumerable.Repeat("1234567890", 14)), "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")];

    public static bool Include(string password) =>
        password.Distinct().Count() < FewestDifferentCharacters
        || Listed.Contains(password)
        || Listed.Contains(Core(password))
        || Listed.Contains(Repeated(Core(password)))
        || Walks.Any(walk => walk.Contains(password, StringComparison.OrdinalIgnoreCase));

    // "password2027!", "**dragon1234**"
    private static string Core(string password)
    {
        var letters = password.Index().Where(character => char.IsLetter(character.Item)).ToList();
        return letters.Count == 0 ? "" : password[letters[0].Index..(letters[^1].Index + 1)];
    }

    // "dragondragon": its shortest part that, said again and again, is the whole.
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
