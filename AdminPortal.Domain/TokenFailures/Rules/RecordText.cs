using System.Buffers;
using System.Text.RegularExpressions;

namespace AdminPortal.Domain.TokenFailures.Rules;

/// <summary>
/// What a caller sent, as a record or a log line may keep it: short, printable, on one line. A credential that slipped into the wrong field
/// gives itself away by its beginning, in the clear, percent-encoded or in base64; nothing from there on is kept.
/// </summary>
public static partial class RecordText
{
    private const string Ellipsis = "...";
    private const int Patience = 1000;

    // A secret of ours, with its prefix cut or not, and "portal_sec_" in base64, which reads differently by where it falls among groups of
    // three; a PEM block and its base64; a JWT, whose header begins with {" in base64url, and its base64; Basic credentials.
    private const string Credentials =
        "(?i:[a-z]*portal(?:_|%5f)sec(?:_|%5f))"
        + "|cG9ydGFsX3NlY1|BvcnRhbF9zZWNf|wb3J0YWxfc2VjX"
        + "|-----BEGIN|LS0tLS1CRUdJT"
        + "|(?<![A-Za-z0-9_-])(?:eyJ[A-Za-z0-9_-]{14}|ZXlK[A-Za-z0-9+/_-]{14})"
        + "|(?i:basic)(?: |%20|\\+)+[A-Za-z0-9+/=]{16}";

    // No client ID has a word as long as a secret without its beginning, nor one of mixed case and digits as long as base64 of both.
    private const string LongWord = "|[A-Za-z0-9]{24}|(?=[a-z0-9+/_~-]*[A-Z])(?=[A-Z0-9+/_~-]*[a-z])(?=[A-Za-z+/_~-]*[0-9])[A-Za-z0-9+/_~-]{24}";

    // One of these stands in each credential that is looked for.
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        ["portal", "cG9y", "BvcnR", "wb3J0", "-----", "LS0tLS", "eyJ", "ZXlK", "basic"], StringComparison.OrdinalIgnoreCase);

    /// <summary>A sentence of ours passes as it is: what a refusal costs must not depend on its reason, and so on whether there is such a client.</summary>
    public static string Of(string? text, int maxLength) =>
        text is not null && IsPlain(text, maxLength) ? text : Shorten(text ?? "", maxLength, Credential());

    /// <summary>Stricter, for a secret may stand in its place. Null when nothing was presented.</summary>
    public static string? OfClientId(string? text, int maxLength) =>
        string.IsNullOrEmpty(text) ? null : Shorten(text, maxLength, CredentialOrLongWord());

    private static bool IsPlain(ReadOnlySpan<char> text, int maxLength) =>
        text.Length <= maxLength && !text.ContainsAnyExceptInRange(' ', '~') && !text.ContainsAny(Signs);

    private static string Shorten(string text, int maxLength, Regex credentials)
    {
        // Cut first: the work must not grow with what a stranger sends. A beginning of a credential that the cut leaves is none.
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
