using System.Numerics;
using System.Security.Cryptography;
using CsCheck;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

/// <summary>One signature, one form: RFC 7518 section 3.4 for ECDSA, RFC 8017 for RSA, RFC 8032 for Ed25519.</summary>
public sealed class SignatureFormTests
{
    private const string P256Order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

    private static readonly byte[] Input = "header.payload"u8.ToArray();

    public static TheoryData<string> Scalars => new(
        new string('0', 64), P256Order, "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552", new string('f', 64));

    [Theory]
    [MemberData(nameof(KeyPairs.Algorithms), MemberType = typeof(KeyPairs))]
    public void No_change_of_one_byte_of_the_signature_or_of_the_input_verifies(string algorithm)
    {
        var pair = KeyPairs.For(algorithm);
        var signature = pair.Sign(Input);
        Assert.True(pair.Key.Verify(algorithm, Input, signature));

        Gen.Select(Gen.Int[0, Input.Length + signature.Length - 1], Gen.Byte[1, 255]).Sample(
            (place, change) =>
            {
                byte[] both = [.. Input, .. signature];
                both[place] ^= change;
                return !pair.Key.Verify(algorithm, both.AsSpan(0, Input.Length), both.AsSpan(Input.Length));
            },
            iter: 1000);
    }

    [Theory]
    [MemberData(nameof(KeyPairs.Algorithms), MemberType = typeof(KeyPairs))]
    public void No_other_length_verifies(string algorithm)
    {
        var pair = KeyPairs.For(algorithm);
        var signature = pair.Sign(Input);

        Assert.All(
            [[], [0, .. signature], [.. signature, 0], signature[1..], signature[..^1], [.. signature, .. signature]],
            (byte[] other) => Assert.False(pair.Key.Verify(algorithm, Input, other)));
    }

    [Theory]
    [MemberData(nameof(KeyPairs.Algorithms), MemberType = typeof(KeyPairs))]
    public void No_random_signature_verifies(string algorithm)
    {
        var key = KeyPairs.For(algorithm).Key;
        var length = KeyPairs.For(algorithm).Sign(Input).Length;

        Gen.Byte.Array[0, length].Sample(bytes => !key.Verify(algorithm, bytes, [.. bytes, .. new byte[length - bytes.Length]]), iter: 500);
    }

    [Fact]
    public void An_ECDSA_signature_in_DER_is_refused()
    {
        Assert.False(KeyPairs.Read(KeyPairs.P256).Verify(
            "ES256", Input, KeyPairs.P256.SignData(Input, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        Assert.False(KeyPairs.Read(KeyPairs.P384).Verify(
            "ES384", Input, KeyPairs.P384.SignData(Input, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence)));
    }

    [Theory]
    [MemberData(nameof(Scalars))]
    public void An_r_or_s_of_zero_or_not_below_the_order_is_refused(string scalar)
    {
        var key = KeyPairs.Read(KeyPairs.P256);
        var signature = KeyPairs.P256.SignData(Input, HashAlgorithmName.SHA256);
        var bad = Convert.FromHexString(scalar);

        Assert.False(key.Verify("ES256", Input, [.. bad, .. signature[32..]]));
        Assert.False(key.Verify("ES256", Input, [.. signature[..32], .. bad]));
        Assert.False(key.Verify("ES256", Input, [.. bad, .. bad]));
    }

    [Fact]
    public void An_RSA_signature_is_a_number_below_the_modulus()
    {
        var key = KeyPairs.Read(KeyPairs.Rsa);
        var n = new BigInteger(KeyPairs.Rsa.ExportParameters(false).Modulus, isUnsigned: true, isBigEndian: true);
        var (input, sum) = Enumerable.Range(0, 10_000).Select(i => BitConverter.GetBytes(i))
            .Select(input => (input, n + new BigInteger(KeyPairs.For("RS256").Sign(input), isUnsigned: true, isBigEndian: true)))
            .First(pair => pair.Item2.GetBitLength() <= 2048);

        Assert.False(key.Verify("RS256", input, sum.ToByteArray(isUnsigned: true, isBigEndian: true)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(20, false)]
    [InlineData(32, true)]
    [InlineData(222, false)]
    public void The_salt_of_PS256_is_as_long_as_the_hash(int saltLength, bool verifies)
    {
        var signer = new PssSigner(new RsaBlindedEngine(), new Sha256Digest(), saltLength);
        signer.Init(forSigning: true, DotNetUtilities.GetRsaKeyPair(KeyPairs.Rsa).Private);
        signer.BlockUpdate(Input);

        Assert.Equal(verifies, KeyPairs.Read(KeyPairs.Rsa).Verify("PS256", Input, signer.GenerateSignature()));
    }

    [Fact]
    public void The_second_half_of_an_Ed25519_signature_is_a_number_below_the_order()
    {
        var order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
        var pair = KeyPairs.For("EdDSA");
        var signature = pair.Sign(Input);
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true) + order;

        Assert.False(pair.Key.Verify("EdDSA", Input, [.. signature[..32], .. s.ToByteArray(isUnsigned: true)]));
    }
}
