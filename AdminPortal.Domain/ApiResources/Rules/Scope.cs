using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace AdminPortal.Domain.ApiResources.Rules;

/// <summary>
/// A scope-token of RFC 6749 section 3.3: printable ASCII without space, quote and backslash. Case-sensitive.
/// Derived from service and role when the role is created, such as <c>zia.api-role01</c>; a later rename leaves it alone.
/// </summary>
public sealed record Scope
{
    public const int MaxLength = 128;

    private const int SuffixLength = 5;

    private Scope(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out Scope? scope)
    {
        scope = text is { Length: > 0 and <= MaxLength } && text.All(IsScopeCharacter) ? new Scope(text) : null;
        return scope is not null;
    }

    /// <exception cref="FormatException">The text is not a scope-token.</exception>
    public static Scope Parse(string text) => TryParse(text, out var scope) ? scope : throw new FormatException("Not a scope-token.");

    /// <summary>RFC 6749 section 3.3: <c>%x21 / %x23-5B / %x5D-7E</c>.</summary>
    public static bool IsScopeCharacter(char c) => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~');

    /// <summary>Derives the scope of a new role and adds it to the taken ones; on a collision a number is appended.</summary>
    internal static Scope Derive(string serviceName, string roleName, HashSet<Scope> taken)
    {
        var slug = $"{Slug(serviceName)}.{Slug(roleName)}";
        slug = slug[..Math.Min(slug.Length, MaxLength - SuffixLength)];
        var scope = new Scope(slug);
        for (var number = 2; !taken.Add(scope); number++)
        {
            scope = new Scope(string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}"));
        }

        return scope;
    }

    public override string ToString() => Value;

    private static string Slug(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant().Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        return text.Length > 0 ? text : "x";
    }
}
