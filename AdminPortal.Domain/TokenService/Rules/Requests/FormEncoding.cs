using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace AdminPortal.Domain.TokenService.Rules.Requests;

/// <summary>
/// <c>application/x-www-form-urlencoded</c> in UTF-8, as RFC 6749 appendix B requires for bodies and Basic credentials. Strict: a broken
/// escape, invalid UTF-8 or a NUL makes the whole text malformed, because a credential must not be guessed at.
/// </summary>
internal static class FormEncoding
{
    private const int EscapeLength = 3;
    private const int UsualPairs = 8;

    /// <summary>Name and value pairs; null when the body is malformed or holds more than <paramref name="limit"/> pairs.</summary>
    public static List<KeyValuePair<string, string>>? ReadPairs(ReadOnlySpan<byte> body, int limit)
    {
        var pairs = new List<KeyValuePair<string, string>>(UsualPairs);
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf((byte)'=');
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
            if (name is null || value is null || pairs.Count == limit)
            {
                return null;
            }

            pairs.Add(new(name, value));
        }

        return pairs;
    }

    /// <summary>Null when the text is malformed.</summary>
    public static string? Decode(ReadOnlySpan<byte> text) =>
        text.ContainsAny((byte)'%', (byte)'+') ? DecodeEscaped(text) : ReadUtf8(text);

    private static string? DecodeEscaped(ReadOnlySpan<byte> text)
    {
        var decoded = new byte[text.Length];
        var length = 0;
        for (; !text.IsEmpty; length++)
        {
            var isEscape = text[0] == '%';
            if (isEscape && !TryReadEscape(text, out decoded[length]))
            {
                return null;
            }

            decoded[length] = isEscape ? decoded[length] : text[0] == '+' ? (byte)' ' : text[0];
            text = text[(isEscape ? EscapeLength : 1)..];
        }

        return ReadUtf8(decoded.AsSpan(0, length));
    }

    private static string? ReadUtf8(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) && !bytes.Contains((byte)0) ? Encoding.UTF8.GetString(bytes) : null;

    private static bool TryReadEscape(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        return text.Length >= EscapeLength
            && Convert.FromHexString(text[1..EscapeLength], new Span<byte>(ref value), out _, out _) == OperationStatus.Done;
    }
}
