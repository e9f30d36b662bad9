using System.Text;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Pem;

// This room owns the files that people upload: text, blocks, certificates and their chains. It protects the reader's time, which grows only
// linearly with the length of a file, and people from their own slips: a private key is recognised by its block. It must never parse one,
// nor judge a key: that is the kinds' part.

/// <summary>A labelled block of a .pem file; its content is null when its base64 or its END line is damaged.</summary>
internal sealed record PemBlock(string Label, byte[]? Content);

/// <summary>
/// The text of a .pem file (RFC 7468), in time linear in its length. Lenient where tools differ: any line endings, a byte order mark,
/// UTF-16 as PowerShell's <c>&gt;</c> writes it, text around the blocks, such as <c>subject=CN = billing</c>.
/// </summary>
internal static class PemText
{
    private const string Begin = "-----BEGIN ";
    private const string Dashes = "-----";

    public static string Decode(ReadOnlySpan<byte> file) => file switch
    {
        [0xff, 0xfe, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xfe, 0xff, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        [0xef, 0xbb, 0xbf, .. var rest] => Encoding.Latin1.GetString(rest),
        // UTF-16 without a byte order mark: every other byte of ASCII is 0.
        [not 0, 0, not 0, 0, ..] => Encoding.Unicode.GetString(file),
        [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode.GetString(file),
        _ => Encoding.Latin1.GetString(file),
    };

    /// <summary>
    /// Unescapes text from a variable or a JSON string, where a line ending is two characters, <c>"-----BEGIN PUBLIC KEY-----\nMIIB…"</c>,
    /// PHP writes <c>\/</c>, .NET <c>\u002B</c>, Gson <c>\u003d</c>. No block contains a backslash of its own.
    /// </summary>
    public static string Unescape(string text) => text
        .Replace("\\r", "\r", StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\/", "/", StringComparison.Ordinal)
        .Replace("\\u002B", "+", StringComparison.OrdinalIgnoreCase)
        .Replace("\\u003D", "=", StringComparison.OrdinalIgnoreCase);

    public static List<PemBlock> Blocks(ReadOnlySpan<char> text)
    {
        var blocks = new List<PemBlock>();
        while (text.IndexOf(Begin, StringComparison.Ordinal) is var begin and >= 0)
        {
            text = text[(begin + Begin.Length)..];
            var line = text.IndexOfAny('\r', '\n') is var lineEnd and >= 0 ? text[..lineEnd] : text;
            var labelEnd = line.IndexOf(Dashes, StringComparison.Ordinal);
            var label = labelEnd < 0 ? "" : line[..labelEnd].ToString();
            text = text[(labelEnd < 0 ? 0 : labelEnd + Dashes.Length)..];

            var bodyEnd = text.IndexOf(Dashes, StringComparison.Ordinal);
            var body = bodyEnd < 0 ? text : text[..bodyEnd];
            text = text[body.Length..];
            var isClosed = labelEnd >= 0 && text.StartsWith($"-----END {label}-----", StringComparison.Ordinal);
            blocks.Add(new PemBlock(label, isClosed ? FromBase64(body) : null));
        }

        return blocks;
    }

    private static byte[]? FromBase64(ReadOnlySpan<char> body)
    {
        var bytes = new byte[body.Length];
        return Convert.TryFromBase64Chars(body, bytes, out var written) && written > 0 ? bytes[..written] : null;
    }
}
