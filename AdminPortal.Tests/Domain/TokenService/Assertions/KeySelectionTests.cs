using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using static AdminPortal.Tests.Domain.TokenService.Assertions.TestAssertion;

namespace AdminPortal.Tests.Domain.TokenService.Assertions;

public sealed class KeySelectionTests
{
    private static readonly string Thumbprint = Key("ES256").Name;

    public static TheoryData<string, byte[]> PublicKeyTexts => new()
    {
        { "PEM", Encoding.ASCII.GetBytes(KeyPairs.Rsa.ExportSubjectPublicKeyInfoPem()) },
        { "PEM and a line end", Encoding.ASCII.GetBytes(KeyPairs.Rsa.ExportSubjectPublicKeyInfoPem() + "\n") },
        { "PKCS#1 PEM", Encoding.ASCII.GetBytes(KeyPairs.Rsa.ExportRSAPublicKeyPem()) },
        { "DER", KeyPairs.Rsa.ExportSubjectPublicKeyInfo() },
        { "PKCS#1 DER", KeyPairs.Rsa.ExportRSAPublicKey() },
        { "modulus", KeyPairs.Rsa.ExportParameters(false).Modulus! },
        { "JWK", Encoding.ASCII.GetBytes($$"""{"e":"AQAB","kty":"RSA","n":"{{Base64Url.EncodeToString(KeyPairs.Rsa.ExportParameters(false).Modulus)}}"}""") },
        { "thumbprint", Encoding.ASCII.GetBytes(Key("RS256").Name) },
        { "nothing", [] },
    };

    [Theory]
    [MemberData(nameof(KeyPairs.Algorithms), MemberType = typeof(KeyPairs))]
    public void Each_algorithm_of_the_list_is_accepted_by_its_own_kind_of_key(string algorithm) =>
        Allow(Valid.By(algorithm).Write(), null, Key(algorithm));

    [Theory]
    [MemberData(nameof(PublicKeyTexts))]
    public void A_public_key_is_never_taken_for_a_shared_one(string form, byte[] publicKey)
    {
        foreach (var algorithm in (string[])["HS256", "HS384", "HS512", "hs256"])
        {
            var (header, payload) = (Encode(Json(Valid.WithHeader("alg", Quote(algorithm)).Header)), Encode(Json(Valid.Payload)));
            Func<byte[], byte[]> mac = algorithm switch
            {
                "HS384" => input => HMACSHA384.HashData(publicKey, input),
                "HS512" => input => HMACSHA512.HashData(publicKey, input),
                _ => input => HMACSHA256.HashData(publicKey, input),
            };

            var error = Judge(Sign(header, payload, mac), null, Key("RS256"), Key("ES256")).Error;
            Assert.StartsWith($"alg '{algorithm}' is not accepted", error?.Reason ?? form, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("RS256", "PS256", null)]
    [InlineData("PS256", "RS256", null)]
    [InlineData("ES256", "RS256", "alg RS256 does not fit '{0}' (P256)")]
    [InlineData("RS256", "ES256", "alg ES256 does not fit '{0}' (Rsa)")]
    [InlineData("ES256", "ES384", "alg ES384 does not fit '{0}' (P256)")]
    [InlineData("ES384", "ES256", "alg ES256 does not fit '{0}' (P384)")]
    [InlineData("EdDSA", "ES256", "alg ES256 does not fit '{0}' (Ed25519)")]
    public void A_key_checks_the_algorithms_of_its_kind_and_what_was_really_signed(string used, string said, string? reason)
    {
        var name = Key(used).Name;
        var assertion = (Valid.By(used).WithHeader("alg", Quote(said)) with { Algorithm = used }).Write();

        Deny(reason?.Replace("{0}", name, StringComparison.Ordinal) ?? $"the signature is not by '{name}'", assertion, null, Key(used));
    }

    [Fact]
    public void A_key_with_a_declared_algorithm_is_used_with_no_other()
    {
        Allow(Valid.By("PS256").Write(), null, Key("RS256", "k", "PS256"));
        Deny("alg RS256 does not fit 'k' (Rsa, for 'PS256' only)", Valid.By("RS256").Write(), null, Key("RS256", "k", "PS256"));
        Deny("alg ES256 does not fit 'k' (P256, for 'ES384' only)", Valid.Write(), null, Key("ES256", "k", "ES384"));
    }

    [Theory]
    [InlineData("EdDSA", "Ed25519")]
    [InlineData("Ed25519", "EdDSA")]
    [InlineData("Ed25519", "Ed25519")]
    public void EdDSA_and_Ed25519_are_two_names_of_one_algorithm(string said, string declared) =>
        Allow(Valid.By(said).Write(), null, Key("EdDSA", "k", declared));

    [Theory]
    [InlineData("../../keys/k")]
    [InlineData("https://attacker.example/keys")]
    [InlineData("' OR 1=1 --")]
    [InlineData("K")]
    [InlineData("")]
    [InlineData("k ")]
    public void A_kid_is_a_name_and_nothing_else(string keyId) => Deny(
        $"kid '{keyId}' is not known; the client has 'k'", Valid.WithHeader("kid", Quote(keyId)).Write(), null, Key("ES256", "k"));

    [Fact]
    public void Without_a_kid_every_suitable_key_is_tried()
    {
        var used = Key("ES256", "third") with { CredentialId = Guid.NewGuid() };

        var verified = Allow(Valid.Write(), null, Key("RS256", "first"), Stranger("second"), used);

        Assert.Equal((used, null), (verified.Key, verified.KeyId));
        Deny("the signature is not by 'second'", Valid.Write(), null, Key("RS256", "first"), Stranger("second"));
    }

    [Fact]
    public void Without_a_kid_no_more_than_ten_keys_are_tried()
    {
        AssertionKey[] strangers = [.. Enumerable.Range(1, 10).Select(number => Stranger($"k{number}"))];

        Allow(Valid.Write(), null, [.. strangers[1..], Key("ES256", "last")]);
        Deny("the signature is by none of the first 10 of 11 keys; a kid would name one", Valid.Write(), null, [.. strangers, Key("ES256", "last")]);
        Allow(Valid.WithHeader("kid", "\"last\"").Write(), null, [.. strangers, Key("ES256", "last")]);
    }

    [Fact]
    public void A_kid_names_the_key_and_no_other_is_tried()
    {
        var named = Valid.WithHeader("kid", "\"k2\"").Write();

        Assert.Equal("k2", Allow(named, null, Stranger("k1"), Key("ES256", "k2")).KeyId);
        Deny("the signature is not by 'k2'", named, null, Key("ES256", "k1"), Stranger("k2"));
        Deny("kid 'k2' is not known; the client has 'k1', 'k3'", named, null, Key("ES256", "k1"), Stranger("k3"));
        Deny("kid 'k2' is not known; the client has 'k0', 'k1', 'k3', 'k4', 'k5' and 1 more", named, null,
            [.. ((string[])["k0", "k1", "k3", "k4", "k5", "k6"]).Select(Stranger)]);
        Deny("alg ES256 does not fit 'k2' (Rsa)", named, null, Key("RS256", "k2"), Key("ES256", "k1"));
    }

    [Fact]
    public void Of_keys_with_the_same_kid_the_first_that_verifies_is_it()
    {
        var (first, second) = (Key("ES256", "k") with { CredentialId = Guid.NewGuid() }, Key("ES256", "k") with { CredentialId = Guid.NewGuid() });

        Assert.Equal(first, Allow(Valid.WithHeader("kid", "\"k\"").Write(), null, Stranger("k"), first, second).Key);
    }

    [Fact]
    public void The_kid_of_a_key_that_nobody_named_is_a_hint()
    {
        AssertionKey[] unnamed = [Stranger(null), Key("ES256"), Key("RS256")];

        Allow(Valid.WithHeader("kid", "\"other\"").Write(), null, unnamed);
        Deny($"the signature is not by '{unnamed[0].Name}'; kid 'other' names none of them", Valid.WithHeader("kid", "\"other\"").Write(), null, unnamed[0]);
        Deny($"kid '{Thumbprint}' is not known; the client has 'k'", Valid.WithHeader("kid", Quote(Thumbprint)).Write(), null, Key("ES256", "k"));
        Assert.Equal("k", Allow(Valid.WithHeader("kid", "\"k\"").Write(), null, [.. unnamed, Key("ES256", "k")]).Key.KeyId);
        Deny("the signature is not by 'k'", Valid.WithHeader("kid", "\"k\"").Write(), null, [.. unnamed, Stranger("k")]);
    }

    [Theory]
    [InlineData("kid", "c4d2c1f3bc3ff8d0d87b9a90f3fa4ee2b1dba7cb")]
    [InlineData("kid", "C4D2C1F3BC3FF8D0D87B9A90F3FA4EE2B1DBA7CB")]
    [InlineData("kid", "C4:D2:C1:F3:BC:3F:F8:D0:D8:7B:9A:90:F3:FA:4E:E2:B1:DB:A7:CB")]
    [InlineData("kid", "xNLB87w_-NDYe5qQ8_pO4rHbp8s")]
    [InlineData("x5t", "xNLB87w_-NDYe5qQ8_pO4rHbp8s")]
    [InlineData("kid", "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF")]
    [InlineData("x5t#S256", "ABEiM0RVZneImaq7zN3u_wARIjNEVWZ3iJmqu8zd7v8")]
    [InlineData("kid", "ABEiM0RVZneImaq7zN3u_wARIjNEVWZ3iJmqu8zd7v8")]
    public void Each_name_of_its_certificate_chooses_a_key_by_file_and_no_other_is_tried(string header, string name)
    {
        string[] thumbprints =
            ["c4d2c1f3bc3ff8d0d87b9a90f3fa4ee2b1dba7cb", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"];
        var (signer, other) = (Key("ES256"), Stranger(null));
        var assertion = Valid.WithHeader(header, Quote(name)).Write();

        Allow(assertion, null, other, signer with { CertificateThumbprints = thumbprints });
        Deny($"the signature is not by '{other.Name}'", assertion, null, other with { CertificateThumbprints = thumbprints }, signer);
        Allow(assertion, null, other, signer);
    }

    [Fact]
    public void The_fingerprint_that_the_page_shows_chooses_a_key_too()
    {
        var other = Stranger(null);

        Allow(Valid.WithHeader("kid", Quote(Key("ES256").Key.Fingerprint)).Write(), null, other, Key("ES256"));
        Deny($"the signature is not by '{other.Name}'", Valid.WithHeader("kid", Quote(other.Key.Fingerprint)).Write(), null, other, Key("ES256"));
    }

    [Theory]
    [MemberData(nameof(KeyPairs.Algorithms), MemberType = typeof(KeyPairs))]
    public void A_client_without_a_key_is_refused_whatever_it_signs_with(string algorithm)
    {
        var read = ClientAssertion.Read(Valid.By(algorithm).Write()).Value;
        var expected = new AssertionExpectation(Subject, Issuer, ClientAssertionOptions.Default, Now);

        Assert.Equal("no key is registered", AssertionSignature.Verify(ClientAssertionValidator.CheckClaims(read, expected, null).Value, []).Error?.Reason);
    }

    private static AssertionKey Stranger(string? keyId)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new AssertionKey(keyId, null, VerificationKey.FromSubjectPublicKeyInfo(pair.ExportSubjectPublicKeyInfo()).Value, null);
    }
}
