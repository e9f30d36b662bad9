using System.Text.RegularExpressions;

namespace AdminPortal.Domain.TokenFailures;

/// <summary>
/// What a caller sent, as a record may keep it: short, printable, on one line. A credential that slipped into the wrong field gives
/// itself away by its beginning; nothing from there on is kept.
/// </summary>
public static partial class RecordText
{
    private const string Ellipsis = "...";
    private const int Patience = 1000;

    public static string Of(string? text, int maxLength) => Shorten(text ?? "", maxLength, Credential());

    /// <summary>Stricter: no client ID has a word as long as a secret without its beginning. Null when nothing was presented.</summary>
    public static string? OfClientId(string? text, int maxLength) =>
        string.IsNullOrEmpty(text) ? null : Shorten(text, maxLength, CredentialOrLongWord());

    private static string Shorten(string text, int maxLength, Regex credentials)
    {
        // Cut first: the work must not grow with what a stranger sends. A beginning of a credential that the cut leaves is none.
        var shown = text.Length > maxLength ? text[..(maxLength - Ellipsis.Length)] + Ellipsis : text;
        var credential = credentials.Match(shown);
        var note = credential.Success ? NoteFor(credential.Value) : "";
        var kept = credential.Success ? shown[..Math.Min(credential.Index, maxLength - note.Length)] : shown;
        return string.Concat(kept.Select(c => c is >= ' ' and <= '~' ? c : '?')) + note;
    }

    private static string NoteFor(string credential) => credential[0] switch
    {
        '-' => "(a key)",
        'e' when credential.StartsWith("eyJ", StringComparison.Ordinal) => "(a token)",
        _ => "(a secret)",
    };

    // A secret of ours, with its prefix cut or not; a PEM block; a JWT, whose header begins with {" in base64url.
    [GeneratedRegex("[A-Za-z]*portal_sec_|-----BEGIN|(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{14}", RegexOptions.None, Patience)]
    private static partial Regex Credential();

    [GeneratedRegex("[A-Za-z]*portal_sec_|-----BEGIN|(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{14}|[A-Za-z0-9]{24}", RegexOptions.None, Patience)]
    private static partial Regex CredentialOrLongWord();
}
