using System.Buffers;
using System.Buffers.Text;

namespace AdminPortal.Domain.TokenService.Assertions.Jose;

/// <summary>base64url as RFC 7515 section 2 has it: no padding, no white space.</summary>
internal static class CanonicalBase64Url
{
    /// <summary>Null unless the text is the one that encoding its bytes gives, down to the bits left over in its last character.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        var decoded = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, decoded, out _, out var length) != OperationStatus.Done)
        {
            return null;
        }

        // The library forgives padding and blanks. Two texts of one assertion would be one more way round whoever compares texts.
        var bytes = decoded[..length];
        return text.SequenceEqual(Base64Url.EncodeToString(bytes)) ? bytes : null;
    }
}
