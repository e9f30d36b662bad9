using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace AdminPortal.Domain.TokenFailures.Rules;

/// <summary>
/// What a refused caller gets in place of the reason: eight random letters and digits, none of which can be confused when read aloud.
/// </summary>
public sealed partial record FailureReference
{
    public const int Length = 8;

    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int Patience = 1000;

    // Copied along with a reference: a space, a quotation mark or a full stop.
    private const string Surroundings = " \t\r\n\"'`.,;:{}()";

    private FailureReference(string value) => Value = value;

    public string Value { get; }

    /// <summary>The value before a reference is assigned.</summary>
    internal static FailureReference None { get; } = new("");

    public static FailureReference Generate() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>
    /// Reads "ABCD2345" in any case, also within the text it was copied with: the sentence "… Reference: ABCD2345", its JSON, or the whole
    /// log line, "Refused (invalid_client), reference ABCD2345: client …".
    /// </summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out FailureReference? reference)
    {
        var labelled = Labelled().Match(text ?? "");
        var read = (labelled.Success ? labelled.Groups["value"].Value : (text ?? "").Trim(Surroundings.ToCharArray())).ToUpperInvariant();
        reference = IsWellFormed(read) ? new FailureReference(read) : null;
        return reference is not null;
    }

    /// <summary>
    /// Whether a search for something else is probably one for a reference: the text contains one exactly as it was sent.
    /// </summary>
    public static bool IsMeantBy(string text) =>
        IsWellFormed(text.Trim())
        || (Labelled().Match(text) is { Success: true } labelled
            && (labelled.Value.Contains(':', StringComparison.Ordinal) || IsWellFormed(labelled.Groups["value"].Value)));

    /// <exception cref="FormatException">The text is not a reference.</exception>
    public static FailureReference Parse(string text) =>
        IsWellFormed(text) ? new FailureReference(text) : throw new FormatException("Not a reference.");

    public override string ToString() => Value;

    private static bool IsWellFormed(string text) => text.Length == Length && text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    [GeneratedRegex(
        "reference[^\\p{L}\\p{N}]{0,6}(?<value>[2-9A-HJ-NP-Z]{8})(?![\\p{L}\\p{N}])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Patience)]
    private static partial Regex Labelled();
}
