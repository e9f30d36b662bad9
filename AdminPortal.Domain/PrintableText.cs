using System.Buffers;
using System.Globalization;
using System.Text;

namespace AdminPortal.Domain;

/// <summary>
/// The one rule for text that people read: every character is visible, and none reorders its neighbours (bidirectional controls). A person
/// who types a name is told which character breaks the rule; in a stranger's text a mark replaces it.
/// </summary>
/// <remarks>
/// Refused are control characters, format characters (Unicode Cf), line and paragraph separators, unpaired surrogates, private use,
/// unassigned code points, and blanks that count as letters or marks. Zero-width joiner and non-joiner may stand between letters of scripts
/// that need them (Arabic, Devanagari and related scripts), and nowhere else: emoji joined by one are refused, their parts are not. A
/// variation selector may follow a symbol, because many keyboards send one with it.
/// </remarks>
public static class PrintableText
{
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;
    private const char Mark = '\uFFFD';
    private const char Ellipsis = '…';

    /// <summary>
    /// The first character that breaks the rule; null when none does. Line breaks and tabs are allowed only in longer texts.
    /// </summary>
    public static UnprintableCharacter? FirstFault(string text, bool hasLines = false)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return null;
        }

        var position = 0;
        foreach (var character in CharactersOf(text, hasLines))
        {
            position++;
            if (!character.IsPrintable)
            {
                return new UnprintableCharacter(character.CodePoint, position);
            }
        }

        return null;
    }

    /// <summary>A stranger's text made safe to show: truncated, with a mark for each character that breaks the rule.</summary>
    public static string Of(string text, int maxLength, bool hasLines = false)
    {
        var shown = new StringBuilder();
        foreach (var character in CharactersOf(text, hasLines))
        {
            var length = character.IsPrintable ? character.Length : 1;
            var isLast = character.Start + character.Length == text.Length;
            if (shown.Length + length > maxLength - (isLast ? 0 : 1))
            {
                return shown.Append(Ellipsis).ToString();
            }

            _ = character.IsPrintable ? shown.Append(text, character.Start, character.Length) : shown.Append(Mark);
        }

        return shown.ToString();
    }

    private static IEnumerable<Character> CharactersOf(string text, bool hasLines)
    {
        var before = default(Rune);
        for (int start = 0, length; start < text.Length; start += length)
        {
            var isWhole = Rune.DecodeFromUtf16(text.AsSpan(start), out var rune, out length) == OperationStatus.Done;
            _ = Rune.DecodeFromUtf16(text.AsSpan(start + length), out var after, out _);
            var isPrintable = (hasLines && rune.Value is '\n' or '\t') || (isWhole && IsPrintable(rune, before, after));
            yield return new Character(isWhole ? rune.Value : text[start], start, length, isPrintable);
            before = rune;
        }
    }

    private static bool IsPrintable(Rune rune, Rune before, Rune after) => rune.Value switch
    {
        NonJoiner or Joiner => IsJoined(before) && IsJoined(after),
        0xFE0E or 0xFE0F => Rune.GetUnicodeCategory(before) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol,
        Mark => false,
        _ when IsBlank(rune.Value) => false,
        _ => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned),
    };

    // The blocks from Arabic to Sinhala, Myanmar, Khmer and Mongolian.
    private static bool IsJoined(Rune neighbour) =>
        neighbour.Value is (>= 0x0600 and <= 0x0DFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x18AF)
        && Rune.GetUnicodeCategory(neighbour) is UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Default_Ignorable_Code_Point of Unicode, as far as the categories do not cover it, and the empty Braille pattern.
    private static bool IsBlank(int codePoint) => codePoint
        is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or (>= 0xFE00 and <= 0xFE0D) or 0xFFA0
        or (>= 0xE0100 and <= 0xE01EF);

    private readonly record struct Character(int CodePoint, int Start, int Length, bool IsPrintable);
}

/// <summary>A character that is not allowed in text for people, and its position, counted from 1.</summary>
public sealed record UnprintableCharacter(int CodePoint, int Position)
{
    /// <summary>Continues "contains": "U+202E at position 8, which changes the direction of text".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"U+{CodePoint:X4} at position {Position}, {What}");

    private string What => CodePoint switch
    {
        0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => "which changes the direction of text",
        0xFFFD or (>= 0xD800 and <= 0xDFFF) => "which is the remainder of a damaged character",
        _ => CharUnicodeInfo.GetUnicodeCategory(CodePoint) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "which is a control character",
            UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "which has no agreed meaning",
            _ => "which cannot be seen",
        },
    };
}
