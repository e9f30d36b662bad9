using System.Formats.Asn1;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

/// <summary>SubjectPublicKeyInfo of any content, wrong ones above all.</summary>
internal static class Der
{
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string EllipticCurve = "1.2.840.10045.2.1";
    public const string Dsa = "1.2.840.10040.4.1";
    public const string Gost = "1.2.643.7.1.1.1.1";
    public const string Ed25519 = "1.3.101.112";
    public const string Ed448 = "1.3.101.113";
    public const string X25519 = "1.3.101.110";
    public const string P256 = "1.2.840.10045.3.1.7";
    public const string P384 = "1.3.132.0.34";
    public const string P192 = "1.2.840.10045.3.1.1";
    public const string P521 = "1.3.132.0.35";
    public const string Secp256k1 = "1.3.132.0.10";

    public static byte[] Info(string algorithm, Action<AsnWriter>? parameters, byte[] bits, int unusedBits = 0)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
                parameters?.Invoke(writer);
            }

            writer.WriteBitString(bits, unusedBits);
        }

        return writer.Encode();
    }

    public static byte[] Curve(string curve, byte[] point) => Info(EllipticCurve, writer => writer.WriteObjectIdentifier(curve), point);

    public static byte[] Numbers(params byte[][] integers)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var integer in integers)
            {
                writer.WriteInteger(integer);
            }
        }

        return writer.Encode();
    }
}
