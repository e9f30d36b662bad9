using System.Formats.Asn1;
using System.Text.RegularExpressions;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Pem;

/// <summary>
/// Recognises private keys, encrypted ones too, by the boundaries of all blocks they come in and by their DER: PKCS#8 (RFC 5958), PKCS#1
/// (RFC 8017), SEC 1 (RFC 5915). A private key is a block, not a word: a comment may say where the private key is kept.
/// </summary>
/// <remarks>
/// By the shape of the outer sequence, not by BouncyCastle's structures, which must be whole: with a line end after it no private key is one to
/// them, and with one of its first 40 bytes changed two in three are, by shape six in seven.
/// </remarks>
internal static partial class PrivateKeys
{
    private const int Patience = 1000;

    /// <summary>
    /// The members of a JSON Web Key that only its private or symmetric form has (RFC 7518 sections 6.2.2, 6.3.2 and 6.4).
    /// </summary>
    public static IReadOnlyList<string> JwkMembers { get; } = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    public static bool AreIn(string text, List<PemBlock> blocks) =>
        Boundary().IsMatch(text)
        || blocks.Exists(block => block.Content is { } content && IsDer(content));

    /// <summary>
    /// The outer sequence begins with version 0 or 1, as only private keys do, or with an algorithm followed by encrypted content.
    /// </summary>
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

    // "-----BEGIN RSA PRIVATE KEY-----", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----", with or without its other end; "PuTTY-User-Key-File-3:".
    [GeneratedRegex(
        "-{4} ?(?:BEGIN|END) [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)? ?(?:-{4}|\\r?$)|^[ \\t]*PuTTY-User-Key-File-[0-9]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        Patience)]
    private static partial Regex Boundary();
}
