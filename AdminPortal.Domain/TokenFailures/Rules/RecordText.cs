using System.Buffers;
using System.Text.RegularExpressions;

namespace AdminPortal.Domain.TokenFailures.Rules;

/// <summary>
/// Caller-supplied text as a record or a log line may keep it: short, printable, on one line. A credential in the wrong field is recognised
/// by its beginning, in plaintext, percent-encoded or in base64; nothing from there on is kept.
/// </summary>
public static partial class RecordText
{
    private const string Ellipsis = "...";
    private const int Patience = 1000;

    // One of our secrets, with or without its whole prefix, and "portal_sec_" in base64, which differs by its offset in groups of three; a
    // PEM block and its base64; a JWT, whose header begins with {" in base64url, and its base64; Basic credentials.
    private const string Credentials =
        "(?i:[a-z]*portal(?:_|%5f)sec(?:_|%5f))"
        + "|cG9ydGFsX3NlY1|BvcnRhbF9zZWNf|wb3J0YWxfc2VjX"
        + "|-----BEGIN|LS0tLS1CRUdJT"
        + "|(?<![A-Za-z0-9_-])(?:eyJ[A-Za-z0-9_-]{14}|ZXlK[A-Za-z0-9+/_-]{14})"
        + "|(?i:basic)(?: |%20|\\+)+[A-Za-z0-9+/=]{16}";

    // No client ID contains a word as long as a secret without its prefix, nor one of mixed case and digits as long as the base64 of both.
    private const string LongWord = "|[A-Za-z0-9]{24}|(?=[a-z0-9+/_~-]*[A-Z])(?=[A-Z0-9+/_~-]*[a-z])(?=[A-Za-z+/_~-]*[0-9])[A-Za-z0-9+/_~-]{24}";

    // Every credential searched for contains one of these.
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        ["portal", "cG9y", "BvcnR", "wb3J0", "-----", "LS0tLS", "eyJ", "ZXlK", "basic"], StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Our sentences pass unchanged: the cost of a refusal must not depend on its reason, or timing would reveal which clients exist.
    /// </summary>
    public static string Of(string? text, int maxLength) =>
        text is not null && IsPlain(text, maxLength) ? text : Shorten(text ?? "", maxLength, Credential());

    /// <summary>Stricter, because a secret may have been put there. Null when nothing was presented.</summary>
    public static string? OfClientId(string? text, int maxLength) =>
        string.IsNullOrEmpty(text) ? null : Shorten(text, maxLength, CredentialOrLongWord());

    private static bool IsPlain(ReadOnlySpan<char> text, int maxLength) =>
        text.Length <= maxLength && !text.ContainsAnyExceptInRange(' ', '~') && !text.ContainsAny(Signs);

    private static string Shorten(string text, int maxLength, Regex credentials)
    {
        // Truncated first: the work must not grow with what a stranger sends. The start of a credential left by the cut is harmless.
        var shown = text.Length > maxLength ? text[..(maxLength - Ellipsis.Length)] + Ellipsis : text;
        var credential = credentials.Match(shown);
        var note = credential.Success ? NoteFor(credential.Value) : "";
        var kept = credential.Success ? shown[..Math.Min(credential.Index, maxLength - note.Length)] : shown;
        return string.Concat(kept.Select(c => c is >= ' ' and <= '~' ? c : '?')) + note;
    }

    private static string NoteFor(string credential) => credential switch
    {
        ['-', ..] or ['L', 'S', '0', ..] => "(a key)",
        ['e', 'y', 'J', ..] or ['Z', 'X', 'l', 'K', ..] => "(a token)",
        _ => "(a secret)",
    };

    [GeneratedRegex(Credentials, RegexOptions.None, Patience)]
    private static partial Regex Credential();

    [GeneratedRegex(Credentials + LongWord, RegexOptions.None, Patience)]
    private static partial Regex CredentialOrLongWord();
}
