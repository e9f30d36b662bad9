using System.Numerics;
using System.Security.Cryptography;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;
using CsCheck;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

public sealed class WeakKeyTests
{
    private static readonly byte[] Modulus = KeyPairs.Rsa.ExportParameters(false).Modulus!;
    private static readonly ECPoint Point = KeyPairs.P256.ExportParameters(false).Q;

    public static TheoryData<string, byte[]> Infos => new()
    {
        { "too_short", RSA.Create(512).ExportSubjectPublicKeyInfo() },
        { "too_short", RSA.Create(1024).ExportSubjectPublicKeyInfo() },
        { "too_long", Der.Info(Der.Rsa, w => w.WriteNull(), Der.Numbers([1, .. new byte[512]], [1, 0, 1])) },
        { "kind", Der.Info(Der.RsaPss, null, Der.Numbers([0, .. Modulus], [1, 0, 1])) },
        { "kind", Der.Info(Der.Dsa, null, Der.Numbers([5])) },
        { "kind", Der.Info(Der.Gost, null, new byte[66]) },
        { "kind", Der.Info(Der.X25519, null, [9, .. new byte[31]]) },
        { "kind", Der.Info(Der.Ed448, null, new byte[57]) },
        { "curve", Der.Curve(Der.P192, [4, .. new byte[48]]) },
        { "curve", Der.Curve(Der.P521, [4, .. new byte[132]]) },
        { "curve", ECDsa.Create(ECCurve.CreateFromValue(Der.Secp256k1)).ExportSubjectPublicKeyInfo() },
        { "curve", Der.Info("1.2.840.10045.2.1", w => w.WriteNull(), [4, .. Point.X!, .. Point.Y!]) },
        { "not_on_curve", Der.Curve(Der.P256, [4, .. Point.X!, .. Point.X!]) },
        { "not_on_curve", Der.Curve(Der.P256, [4, .. new byte[64]]) },
        { "not_on_curve", Der.Curve(Der.P256, [0]) },
        { "not_on_curve", Der.Curve(Der.P256, [2, .. Enumerable.Repeat((byte)0xff, 32)]) },
        { "malformed", Der.Curve(Der.P384, [4, .. Point.X!, .. Point.Y!]) },
        { "malformed", Der.Curve(Der.P256, [6, .. Point.X!, .. Point.Y!]) },
        { "malformed", Der.Info(Der.Ed25519, w => w.WriteNull(), Bytes("11")) },
        { "malformed", Der.Info(Der.Rsa, w => w.WriteInteger(1), Der.Numbers([0, .. Modulus], [1, 0, 1])) },
        { "malformed", Der.Info(Der.Rsa, null, Der.Numbers([0x80, .. Modulus[1..]], [1, 0, 1])) },
        { "malformed", Der.Info(Der.Rsa, null, Der.Numbers([0, .. Modulus], [1, 0, 1], [3])) },
        { "malformed", Der.Info(Der.Ed25519, null, [.. new byte[31], 0x80], unusedBits: 7) },
        { "malformed", [.. KeyPairs.Rsa.ExportSubjectPublicKeyInfo(), 0] },
        { "malformed", KeyPairs.Rsa.ExportSubjectPublicKeyInfo()[..^1] },
        { "malformed", new byte[100_000] },
        { "malformed", [] },
    };

    /// <summary>The points of order 1, 2, 4 and 8, with either sign, then y = p and more: each encodes a point a second time.</summary>
    public static TheoryData<string> PointsThatAnyoneCanSignFor => new(
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

    [Theory]
    [MemberData(nameof(Infos))]
    public void A_key_that_is_weak_unknown_or_damaged_is_refused_by_name(string code, byte[] info) =>
        Refused(code, VerificationKey.FromSubjectPublicKeyInfo(info));

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("03")]
    [InlineData("11")]
    [InlineData("ffff")]
    [InlineData("010000")]
    [InlineData("010002")]
    [InlineData("0100000001")]
    [InlineData("ffffffffffffffff")]
    public void A_public_exponent_is_odd_and_65537_to_32_bits(string exponent) =>
        Refused("exponent", VerificationKey.FromRsa(Modulus, Bytes(exponent)));

    [Theory]
    [InlineData("010001")]
    [InlineData("010003")]
    [InlineData("ffffffff")]
    public void A_sound_public_exponent_is_taken(string exponent) =>
        Assert.True(VerificationKey.FromRsa(Modulus, Bytes(exponent)).IsSuccess);

    [Theory]
    [MemberData(nameof(PointsThatAnyoneCanSignFor))]
    public void An_Ed25519_point_of_small_order_or_written_a_second_way_is_refused(string point) =>
        Refused("ed25519_weak", VerificationKey.FromEd25519(Bytes(point)));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void An_Ed25519_key_has_32_bytes(int length) => Refused("ed25519_weak", VerificationKey.FromEd25519(new byte[length]));

    [Fact]
    public void A_coordinate_has_the_full_length_of_the_field() =>
        Refused("malformed", VerificationKey.FromCurvePoint(KeyKind.P256, Point.X.AsSpan(1), Point.Y));

    [Fact]
    public void A_modulus_that_can_be_factored_by_hand_is_refused() => Assert.All(
        [WeakModuli.Even, WeakModuli.WithSmallFactor, WeakModuli.Square, WeakModuli.OfCloseFactors],
        modulus => Refused("factorable", VerificationKey.FromRsa(modulus, [1, 0, 1])));

    [Fact]
    public void A_modulus_with_the_fingerprint_of_the_ROCA_fault_is_refused()
    {
        Refused("roca", VerificationKey.FromRsa(WeakModuli.Roca, [1, 0, 1]));
        Assert.False(Roca.Marks(new BigInteger(Modulus, isUnsigned: true, isBigEndian: true)));
    }

    [Fact]
    public void No_bytes_make_the_reader_throw() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        VerificationKey.FromSubjectPublicKeyInfo(bytes);
        VerificationKey.FromRsaPublicKey(bytes);
        VerificationKey.FromEd25519(bytes);
        VerificationKey.FromCurvePoint(KeyKind.P384, bytes, bytes);
    });

    [Fact]
    public void No_change_of_a_key_makes_the_reader_throw()
    {
        byte[][] infos = [.. new[] { "RS256", "ES256", "ES384", "EdDSA" }.Select(name => KeyPairs.For(name).Key.SubjectPublicKeyInfo.ToArray())];

        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 400], Gen.Byte).Sample((which, place, value) =>
        {
            var info = infos[which].ToArray();
            info[place % info.Length] = value;
            var key = VerificationKey.FromSubjectPublicKeyInfo(info);
            Assert.False(key.IsSuccess && key.Value.Verify(key.Value.Algorithms[0], [], new byte[64]));
        });
    }

    private static void Refused(string code, Result<VerificationKey> key)
    {
        var error = Assert.Single(key.Errors);
        Assert.Equal(("public_key." + code, "public_keys"), (error.Code, error.Field?.Value));
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);
}
