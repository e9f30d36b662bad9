using System.Formats.Asn1;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

/// <summary>Tag, length and content (ITU-T X.690 section 8.1) put together without a check, as no writer of DER would.</summary>
internal static class RawDer
{
    public static byte[] Tlv(byte tag, params byte[][] contents)
    {
        byte[] content = [.. contents.SelectMany(bytes => bytes)];
        byte[] length = content.Length switch
        {
            < 0x80 => [(byte)content.Length],
            < 0x100 => [0x81, (byte)content.Length],
            _ => [0x82, (byte)(content.Length >> 8), (byte)content.Length],
        };
        return [tag, .. length, .. content];
    }

    public static byte[] Sequence(params byte[][] contents) => Tlv(0x30, contents);

    public static byte[] Integer(byte[] content) => Tlv(2, content);

    public static byte[] Bits(byte[] content) => Tlv(3, [0, .. content]);

    public static byte[] Oid(string name)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(name);
        return writer.Encode();
    }
}
