using System.Security.Cryptography;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using static AdminPortal.Tests.Domain.ApiClients.PublicKeys.PublishedVectors;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

public sealed class VerificationKeyTests
{
    private static readonly string[] EveryAlgorithm =
        ["RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519", "RS384", "RS512", "PS512", "ES512", "ES256K", "HS256", "none", "None", "rs256", ""];

    [Fact]
    public void The_signatures_that_the_standards_print_verify()
    {
        var curve = VerificationKey.FromCurvePoint(KeyKind.P256, Bytes(Rfc7515A3X), Bytes(Rfc7515A3Y)).Value;
        var edwards = VerificationKey.FromEd25519(Bytes(Rfc8037X)).Value;

        Assert.True(Verifies(Rsa(Rfc7515A2Modulus), "RS256", Rfc7515A2Token));
        Assert.True(Verifies(curve, "ES256", Rfc7515A3Token));
        Assert.True(Verifies(edwards, "EdDSA", Rfc8037Token));
        Assert.True(Verifies(edwards, "Ed25519", Rfc8037Token));
    }

    [Fact]
    public void The_thumbprints_that_the_standards_print_are_computed()
    {
        Assert.Equal(Rfc7638Thumbprint, Rsa(Rfc7638Modulus).Thumbprint);
        Assert.Equal(Rfc8037Thumbprint, VerificationKey.FromEd25519(Bytes(Rfc8037X)).Value.Thumbprint);
    }

    [Theory]
    [InlineData("RS256", KeyKind.Rsa, 2048, "RS256 PS256")]
    [InlineData("ES256", KeyKind.P256, 256, "ES256")]
    [InlineData("ES384", KeyKind.P384, 384, "ES384")]
    [InlineData("EdDSA", KeyKind.Ed25519, 256, "EdDSA Ed25519")]
    public void A_key_names_its_kind_its_size_and_its_algorithms(string algorithm, KeyKind kind, int size, string algorithms)
    {
        var key = KeyPairs.For(algorithm).Key;

        Assert.Equal((kind, size, algorithms), (key.Kind, key.Size, string.Join(' ', key.Algorithms)));
    }

    [Theory]
    [MemberData(nameof(KeyPairs.Algorithms), MemberType = typeof(KeyPairs))]
    public void A_signature_verifies_under_the_algorithm_it_was_made_with_and_no_other(string algorithm)
    {
        var pair = KeyPairs.For(algorithm);
        var signature = pair.Sign("header.payload"u8.ToArray());
        string[] same = algorithm is "EdDSA" or "Ed25519" ? ["EdDSA", "Ed25519"] : [algorithm];

        Assert.Equal(same, EveryAlgorithm.Where(name => pair.Key.Verify(name, "header.payload"u8, signature)));
    }

    [Theory]
    [MemberData(nameof(KeyPairs.Algorithms), MemberType = typeof(KeyPairs))]
    public void Another_key_of_the_same_kind_does_not_verify(string algorithm)
    {
        var signature = KeyPairs.For(algorithm).Sign("header.payload"u8.ToArray());
        var other = KeyPairs.For(algorithm).Key.Kind switch
        {
            KeyKind.Rsa => Rsa(Rfc7515A2Modulus),
            KeyKind.P256 => VerificationKey.FromCurvePoint(KeyKind.P256, Bytes(Rfc7515A3X), Bytes(Rfc7515A3Y)).Value,
            KeyKind.P384 => KeyPairs.Read(ECDsa.Create(ECCurve.NamedCurves.nistP384)),
            _ => VerificationKey.FromEd25519(Bytes(Rfc8037X)).Value,
        };

        Assert.False(other.Verify(algorithm, "header.payload"u8, signature));
    }

    [Fact]
    public void The_fingerprint_is_what_OpenSSL_computes_from_the_public_key()
    {
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(KeyPairs.Rsa.ExportSubjectPublicKeyInfo())), KeyPairs.Read(KeyPairs.Rsa).Fingerprint);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(KeyPairs.P256.ExportSubjectPublicKeyInfo())), KeyPairs.Read(KeyPairs.P256).Fingerprint);
    }

    [Theory]
    [MemberData(nameof(KeyPairs.Algorithms), MemberType = typeof(KeyPairs))]
    public void The_stored_form_reads_back_as_the_same_key(string algorithm)
    {
        var key = KeyPairs.For(algorithm).Key;

        var read = VerificationKey.FromSubjectPublicKeyInfo(key.SubjectPublicKeyInfo.Span).Value;

        Assert.Equal((key.Kind, key.Fingerprint, key.Thumbprint), (read.Kind, read.Fingerprint, read.Thumbprint));
    }

    [Fact]
    public void One_key_has_one_fingerprint_however_it_arrived()
    {
        var numbers = KeyPairs.Rsa.ExportParameters(false);
        var point = KeyPairs.P256.ExportParameters(false).Q;
        byte[] compressed = [(byte)(2 + (point.Y![^1] & 1)), .. point.X!];

        Assert.Equal(KeyPairs.Read(KeyPairs.Rsa).Fingerprint, VerificationKey.FromRsaPublicKey(KeyPairs.Rsa.ExportRSAPublicKey()).Value.Fingerprint);
        Assert.Equal(
            KeyPairs.Read(KeyPairs.Rsa).Fingerprint,
            VerificationKey.FromRsa([0, .. numbers.Modulus!], [0, .. numbers.Exponent!]).Value.Fingerprint);
        Assert.Equal(
            KeyPairs.Read(KeyPairs.P256).Fingerprint,
            VerificationKey.FromSubjectPublicKeyInfo(Der.Curve(Der.P256, compressed)).Value.Fingerprint);
    }

    [Theory]
    [MemberData(nameof(KeyPairs.Algorithms), MemberType = typeof(KeyPairs))]
    public void A_key_verifies_on_many_threads_at_once(string algorithm)
    {
        var pair = KeyPairs.For(algorithm);
        var signed = Enumerable.Range(0, 8).Select(i => new byte[] { (byte)i }).Select(input => (Input: input, Signature: pair.Sign(input))).ToList();
        var answers = new bool[800];

        Parallel.For(0, answers.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            answers[i] = pair.Key.Verify(algorithm, signed[i % 8].Input, signed[(i % 8) ^ (i & 1)].Signature));

        Assert.All(answers.Index(), answer => Assert.Equal((answer.Index & 1) == 0, answer.Item));
    }
}
