using System.Formats.Asn1;

namespace AdminPortal.Domain.ApiClients.PublicKeys.Pem;

/// <summary>
/// Recognises private keys, encrypted ones too, by every name they go by and by their DER: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017), SEC 1
/// (RFC 5915). A wrong yes costs a second upload; a wrong no would store a secret.
/// </summary>
internal static class PrivateKeys
{
    public static bool AreIn(string text, List<PemBlock> blocks) =>
        text.Contains("PuTTY-User-Key-File", StringComparison.Ordinal)
        || IsNamedIn(text)
        || blocks.Exists(block => block.Content is { } content && IsDer(content));

    /// <summary>The outer sequence begins with version 0 or 1, as only private keys do, or is an algorithm and what it encrypted.</summary>
    public static bool IsDer(byte[] bytes)
    {
        try
        {
            var content = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
            if (content.PeekTag() == Asn1Tag.Integer)
            {
                return content.ReadIntegerBytes().Span is [0 or 1] && content.HasData;
            }

            content.ReadSequence();
            return content.HasData && content.PeekTag() == Asn1Tag.PrimitiveOctetString;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    // "-----BEGIN RSA PRIVATE KEY-----", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----", with or without its other end.
    private static bool IsNamedIn(ReadOnlySpan<char> text)
    {
        foreach (var line in text.EnumerateLines())
        {
            if (line.Contains("----", StringComparison.Ordinal) && line.Contains("PRIVATE KEY", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
