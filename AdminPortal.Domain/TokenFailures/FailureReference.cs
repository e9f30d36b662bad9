using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AdminPortal.Domain.TokenFailures;

/// <summary>
/// What a refused caller is told in place of the reason: eight random letters and digits, none of which is taken for another when read out.
/// </summary>
public sealed record FailureReference
{
    public const int Length = 8;

    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Label = "Reference:";

    // Around a reference that was copied with the sentence, the JSON or the log line it stood in.
    private const string Surroundings = " \t\r\n\"'`.,;:{}()";

    private FailureReference(string value) => Value = value;

    public string Value { get; }

    /// <summary>What a record has before it is given one.</summary>
    internal static FailureReference None { get; } = new("");

    public static FailureReference Generate() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Reads "ABCD2345" in any case, also at the end of what it was copied with: "… Reference: ABCD2345".</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out FailureReference? reference)
    {
        var rest = text ?? "";
        var label = rest.LastIndexOf(Label, StringComparison.OrdinalIgnoreCase);
        var read = (label >= 0 ? rest[(label + Label.Length)..] : rest).Trim(Surroundings.ToCharArray()).ToUpperInvariant();
        reference = IsWellFormed(read) ? new FailureReference(read) : null;
        return reference is not null;
    }

    /// <summary>Whether a search for something else is more likely one for a reference: it stands there just as it was sent.</summary>
    public static bool IsMeantBy(string text) =>
        IsWellFormed(text.Trim()) || (text.Contains(Label, StringComparison.OrdinalIgnoreCase) && TryRead(text, out _));

    /// <exception cref="FormatException">The text is no reference.</exception>
    public static FailureReference Parse(string text) =>
        IsWellFormed(text) ? new FailureReference(text) : throw new FormatException("Not a reference.");

    public override string ToString() => Value;

    private static bool IsWellFormed(string text) => text.Length == Length && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));
}
