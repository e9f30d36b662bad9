using System.Buffers;
using System.Buffers.Text;

namespace AdminPortal.Domain;

/// <summary>base64url as in RFC 7515 section 2: no padding, no white space.</summary>
internal static class CanonicalBase64Url
{
    private const int CharsInGroup = 4;
    private const int BytesInGroup = 3;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Null unless the text is the canonical encoding of its bytes, including the unused bits of its last character.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        // The library accepts padding and white space. A second text for one assertion would bypass any check that compares texts.
        if (text.ContainsAnyExcept(Alphabet) || text.Length % CharsInGroup == 1)
        {
            return null;
        }

        var bytes = new byte[text.Length * BytesInGroup / CharsInGroup];
        var status = Base64Url.DecodeFromChars(text, bytes, out _, out _);
        return status == OperationStatus.Done && EndsAs(text, bytes) ? bytes : null;
    }

    // Only the last group may have unused bits.
    private static bool EndsAs(ReadOnlySpan<char> text, ReadOnlySpan<byte> bytes)
    {
        Span<char> encoded = stackalloc char[CharsInGroup];
        var length = Base64Url.EncodeToChars(bytes[(bytes.Length / BytesInGroup * BytesInGroup)..], encoded);
        return text.EndsWith(encoded[..length]);
    }
}
