using System.Security.Cryptography;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using static AdminPortal.Tests.Domain.ApiClients.PublicKeys.RawDer;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

/// <summary>One key, one encoding: BER, which libraries read as well, is none (ITU-T X.690 section 10).</summary>
public sealed class StrictDerTests
{
    private static readonly RSAParameters Numbers = KeyPairs.Rsa.ExportParameters(false);
    private static readonly byte[] Modulus = [0, .. Numbers.Modulus!];
    private static readonly byte[] Exponent = [1, 0, 1];
    private static readonly byte[] Point = Uncompressed(KeyPairs.P256);

    // The parts of a sound SubjectPublicKeyInfo, each of which is broken alone.
    private static readonly byte[] RsaAlgorithm = Sequence(Oid(Der.Rsa), Tlv(5));
    private static readonly byte[] CurveAlgorithm = Sequence(Oid(Der.EllipticCurve), Oid(Der.P256));
    private static readonly byte[] PointBits = Bits(Point);

    public static TheoryData<string, byte[]> Lenient => new()
    {
        { "an outer sequence of indefinite length", [0x30, 0x80, .. CurveAlgorithm, .. PointBits, 0, 0] },
        { "an algorithm of indefinite length", Sequence([0x30, 0x80, .. CurveAlgorithm.AsSpan(2), 0, 0], PointBits) },
        { "a length of one byte more than is needed", [0x30, 0x81, .. Sequence(CurveAlgorithm, PointBits).AsSpan(1)] },
        { "a length that begins with 0", Sequence(CurveAlgorithm, [3, 0x82, 0, .. PointBits.AsSpan(1)]) },
        { "a bit string in parts", Sequence(CurveAlgorithm, Tlv(0x23, Bits(Point[..33]), Bits(Point[33..]))) },
        { "a bit string in parts of indefinite length", Sequence(CurveAlgorithm, [0x23, 0x80, .. PointBits, 0, 0]) },
        { "unused bits", Sequence(CurveAlgorithm, Tlv(3, [1, .. Point[..^1], 0])) },
        { "unused bits that are set", Sequence(CurveAlgorithm, Tlv(3, [1, .. Point[..^1], 1])) },
        { "more unused bits than a byte has", Sequence(CurveAlgorithm, Tlv(3, [8, .. Point])) },
        { "a bit string without its first byte", Sequence(CurveAlgorithm, Tlv(3)) },
        { "an octet string for a bit string", Sequence(CurveAlgorithm, Tlv(4, [0, .. Point])) },
        { "a set for a sequence", Tlv(0x31, CurveAlgorithm, PointBits) },
        { "an OID with a leading 0 in one part", Sequence(Sequence(Oid(Der.EllipticCurve), Tlv(6, [0x2a, 0x80, 0x86, 0x48])), PointBits) },
        { "an OID whose last part has no end", Sequence(Sequence(Oid(Der.EllipticCurve), Tlv(6, [0x2a, 0x86])), PointBits) },
        { "an empty OID", Sequence(Sequence(Tlv(6)), PointBits) },
        { "a byte after the key", [.. Sequence(CurveAlgorithm, PointBits), 0] },
        { "a second key after the key", [.. Sequence(CurveAlgorithm, PointBits), .. Sequence(CurveAlgorithm, PointBits)] },
        { "an element after the bit string", Sequence(CurveAlgorithm, PointBits, Tlv(5)) },
        { "an element after the parameters", Sequence(Sequence(Oid(Der.EllipticCurve), Oid(Der.P256), Tlv(5)), PointBits) },
        { "an element after NULL", Sequence(Sequence(Oid(Der.Rsa), Tlv(5), Tlv(5)), Bits(Sequence(Integer(Modulus), Integer(Exponent)))) },
        { "an element after the parameters of a kind that is not taken", Sequence(Sequence(Oid(Der.X25519), Tlv(5), Tlv(5)), PointBits) },
        { "damage in the parameters of a kind that is not taken", Sequence(Sequence(Oid(Der.Dsa), Sequence(Integer([0, 5]))), PointBits) },
        { "damage in the parameters of a curve", Sequence(Sequence(Oid(Der.EllipticCurve), Sequence(Integer([0, 1]))), PointBits) },
        { "a NULL with content", Sequence(Sequence(Oid(Der.Rsa), Tlv(5, [0])), Bits(Sequence(Integer(Modulus), Integer(Exponent)))) },
        { "no key", Sequence(CurveAlgorithm) },
        { "no algorithm", Sequence(PointBits) },
        { "nothing inside", Sequence() },
        { "a tag of many bytes", [0x3f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 0] },
        { "a tag of 2^31 and more", [0x3f, 0x88, 0x80, 0x80, 0x80, 0x00, 1, 0] },
        { "a tag without an end", [0x3f, .. Enumerable.Repeat((byte)0xff, 4000)] },
        { "a length of 2^31 and more", [0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0] },
        { "a length of 126 bytes", [0x30, 0xfe, .. new byte[126]] },
        { "a length without an end", [0x30, 0x84, 0x7f] },
        { "sequences 1000 deep", Nested(1000) },
        { "sequences 2048 deep without a length", [.. Enumerable.Repeat<byte[]>([0x30, 0x80], 2048).SelectMany(bytes => bytes)] },
        { "sequences 1000 deep as parameters", Sequence(Sequence(Oid(Der.Rsa), Nested(900)), PointBits) },
    };

    public static TheoryData<string, byte[]> LenientNumbers => new()
    {
        { "a modulus with a 0 too many", Sequence(Integer([0, .. Modulus]), Integer(Exponent)) },
        { "an exponent with a 0 too many", Sequence(Integer(Modulus), Integer([0, .. Exponent])) },
        { "a negative modulus", Sequence(Integer([0x80, .. Modulus[2..]]), Integer(Exponent)) },
        { "a negative modulus with a sign too many", Sequence(Integer([0xff, 0x80, .. Modulus[2..]]), Integer(Exponent)) },
        { "a negative exponent", Sequence(Integer(Modulus), Integer([0x81, 0, 1])) },
        { "an integer without content", Sequence(Integer(Modulus), Integer([])) },
        { "a third number", Sequence(Integer(Modulus), Integer(Exponent), Integer([0])) },
        { "one number", Sequence(Integer(Modulus)) },
        { "a byte after the numbers", [.. Sequence(Integer(Modulus), Integer(Exponent)), 0] },
        { "an indefinite length", [0x30, 0x80, .. Integer(Modulus), .. Integer(Exponent), 0, 0] },
        { "enumerated numbers", Sequence(Tlv(10, Modulus), Tlv(10, Exponent)) },
        { "a set of numbers", Tlv(0x31, Integer(Modulus), Integer(Exponent)) },
        { "an integer", Integer(Modulus) },
        { "nothing", [] },
    };

    public static TheoryData<string, byte[]> Points => new()
    {
        { "malformed", [(byte)(6 + (Point[^1] & 1)), .. Point[1..]] },
        { "malformed", [(byte)(7 - (Point[^1] & 1)), .. Point[1..]] },
        { "malformed", [0, .. Point[1..]] },
        { "malformed", [1, .. Point[1..33]] },
        { "malformed", [5, .. Point[1..]] },
        { "malformed", [2, .. Point[1..]] },
        { "malformed", [4, .. Point[1..33]] },
        { "malformed", [0, 0] },
        { "malformed", [2] },
        { "malformed", [] },
        { "not_on_curve", [0] },
        { "not_on_curve", [4, .. Point[1..^1], (byte)(Point[^1] ^ 1)] },
        { "not_on_curve", [4, .. Prime, .. Point[33..]] },
        { "not_on_curve", [4, .. Point[1..33], .. Prime] },
        { "not_on_curve", [2, .. Prime] },
    };

    [Theory]
    [MemberData(nameof(Lenient))]
    public void A_key_in_BER_is_malformed(string shape, byte[] info) =>
        Refused("malformed", shape, VerificationKey.FromSubjectPublicKeyInfo(info));

    [Theory]
    [MemberData(nameof(LenientNumbers))]
    public void The_numbers_of_an_RSA_key_are_two_positive_integers_in_DER(string shape, byte[] key)
    {
        Refused("malformed", shape, VerificationKey.FromRsaPublicKey(key));
        Refused("malformed", shape, VerificationKey.FromSubjectPublicKeyInfo(Sequence(RsaAlgorithm, Bits(key))));
    }

    [Theory]
    [MemberData(nameof(Points))]
    public void A_point_is_written_in_full_or_compressed(string code, byte[] point) =>
        Refused(code, Convert.ToHexStringLower(point), VerificationKey.FromSubjectPublicKeyInfo(Sequence(CurveAlgorithm, Bits(point))));

    [Fact]
    public void The_parts_that_are_broken_above_are_sound()
    {
        Assert.True(VerificationKey.FromSubjectPublicKeyInfo(Sequence(CurveAlgorithm, PointBits)).IsSuccess);
        Assert.True(VerificationKey.FromSubjectPublicKeyInfo(Sequence(RsaAlgorithm, Bits(Sequence(Integer(Modulus), Integer(Exponent))))).IsSuccess);
    }

    [Fact]
    public void Parameters_that_are_absent_are_NULL_to_RSA_and_no_curve()
    {
        var withNull = KeyPairs.Read(KeyPairs.Rsa);
        var without = VerificationKey.FromSubjectPublicKeyInfo(Sequence(Sequence(Oid(Der.Rsa)), Bits(Sequence(Integer(Modulus), Integer(Exponent)))));

        Assert.Equal(withNull.Fingerprint, without.Value.Fingerprint);
        Refused("curve", "absent", VerificationKey.FromSubjectPublicKeyInfo(Sequence(Sequence(Oid(Der.EllipticCurve)), PointBits)));
        Refused("curve", "NULL", VerificationKey.FromSubjectPublicKeyInfo(Sequence(Sequence(Oid(Der.EllipticCurve), Tlv(5)), PointBits)));
    }

    [Fact]
    public void What_is_stored_is_the_encoding_that_the_standards_print()
    {
        byte[][] printed =
        [
            Convert.FromBase64String(PublishedVectors.Rfc8410PublicKey),
            KeyPairs.Rsa.ExportSubjectPublicKeyInfo(),
            KeyPairs.P256.ExportSubjectPublicKeyInfo(),
            KeyPairs.P384.ExportSubjectPublicKeyInfo(),
        ];

        Assert.All(printed, info => Assert.Equal(info, VerificationKey.FromSubjectPublicKeyInfo(info).Value.SubjectPublicKeyInfo.ToArray()));
    }

    private static byte[] Prime => Convert.FromHexString("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");

    private static byte[] Uncompressed(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return [4, .. point.X!, .. point.Y!];
    }

    private static byte[] Nested(int depth) => Enumerable.Range(0, depth).Aggregate(Tlv(5), (inner, _) => Sequence(inner));

    private static void Refused(string code, string shape, Result<VerificationKey> key) =>
        Assert.True(key.Errors is [{ Field.Value: "public_keys" } error] && error.Code == "public_key." + code, $"{shape}: {string.Join(' ', key.Errors)}");
}
