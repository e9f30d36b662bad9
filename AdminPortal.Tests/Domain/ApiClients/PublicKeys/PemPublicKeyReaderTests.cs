using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

public sealed class PemPublicKeyReaderTests
{
    private static string Rsa => KeyPairs.Read(KeyPairs.Rsa).Fingerprint;

    public static TheoryData<string, byte[]> Spellings => new()
    {
        { "SubjectPublicKeyInfo", PemFiles.Bytes(PemFiles.Info) },
        { "PKCS#1", PemFiles.Bytes(PemFiles.Pkcs1) },
        { "CRLF", PemFiles.Bytes(PemFiles.Info.ReplaceLineEndings("\r\n")) },
        { "CR", PemFiles.Bytes(PemFiles.Info.ReplaceLineEndings("\r")) },
        { "one line", PemFiles.Bytes(PemFiles.Info.ReplaceLineEndings("")) },
        { "byte order mark", [0xef, 0xbb, 0xbf, .. PemFiles.Bytes(PemFiles.Info)] },
        { "UTF-16", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(PemFiles.Info)] },
        { "UTF-16, big end first", [0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes(PemFiles.Info)] },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes(PemFiles.Info) },
        { "UTF-16, big end first, without a mark", Encoding.BigEndianUnicode.GetBytes(PemFiles.Info) },
        { "line ends as two characters", PemFiles.Bytes(PemFiles.Info.Replace("\n", "\\n", StringComparison.Ordinal)) },
        { "line ends as four characters", PemFiles.Bytes(PemFiles.Info.Replace("\n", "\\r\\n", StringComparison.Ordinal)) },
        { "a JSON string", PemFiles.Bytes($$"""{"public_key":{{JsonSerializer.Serialize(PemFiles.Info)}}}""") },
        { "a JSON string by PHP", PemFiles.Bytes(JsonSerializer.Serialize(PemFiles.Info).Replace("/", "\\/", StringComparison.Ordinal)) },
        { "a variable", PemFiles.Bytes($"KEY=\"{PemFiles.Info.Replace("\n", "\\n", StringComparison.Ordinal)}\"") },
        { "PKCS#1 under the other label", PemFiles.Bytes(PemFiles.Block("PUBLIC KEY", KeyPairs.Rsa.ExportRSAPublicKey())) },
        { "SubjectPublicKeyInfo under the other label", PemFiles.Bytes(PemFiles.Block("RSA PUBLIC KEY", KeyPairs.Rsa.ExportSubjectPublicKeyInfo())) },
        { "words", PemFiles.Bytes("# The private key is in /etc/keys/private.pem (PRIVATE KEY of billing)", PemFiles.Info) },
        { "words between dashes", PemFiles.Bytes("---- PRIVATE KEY: see the vault ----", "----- BEGIN here; the PRIVATE KEY stays -----", PemFiles.Info) },
        { "words in one line", PemFiles.Bytes(PemFiles.Info, "-----END----- of what PuTTY-User-Key-File and PRIVATE KEY say") },
        { "text around", PemFiles.Bytes("subject=CN = f\u00fcr ----- billing", "", PemFiles.Info, "", "trailing garbage \0 -----", "-----END") },
        { "indented", PemFiles.Bytes(PemFiles.Info.Replace("\n", "\n  ", StringComparison.Ordinal)) },
        { "twice", PemFiles.Bytes(PemFiles.Info, PemFiles.Pkcs1) },
        { "64 KB", [.. PemFiles.Bytes(PemFiles.Info), .. new byte[PemPublicKeyReader.MaxFileBytes - PemFiles.Bytes(PemFiles.Info).Length]] },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void One_key_is_read_from_each_spelling_of_its_file(string spelling, byte[] file)
    {
        var read = PemPublicKeyReader.Read(file, PemFiles.Now);

        Assert.True(read.IsSuccess, spelling);
        var key = Assert.Single(read.Value);
        Assert.Equal((Rsa, null), (key.Key.Fingerprint, key.Certificate));
    }

    [Fact]
    public void Several_blocks_are_read_in_the_order_of_the_file()
    {
        using var certificate = PemFiles.Current;

        var keys = PemPublicKeyReader.Read(
            PemFiles.Bytes(PemFiles.Curve, PemFiles.Pkcs1, certificate.ExportCertificatePem(), PemFiles.Edwards), PemFiles.Now).Value;

        Assert.Equal([KeyKind.P256, KeyKind.Rsa, KeyKind.P384, KeyKind.Ed25519], keys.Select(key => key.Key.Kind));
    }

    [Fact]
    public void A_certificate_tells_its_facts()
    {
        using var certificate = PemFiles.Current;

        var key = Assert.Single(PemPublicKeyReader.Read(PemFiles.Bytes(certificate.ExportCertificatePem()), PemFiles.Now).Value);

        Assert.Equal(KeyPairs.Read(KeyPairs.P384).Fingerprint, key.Key.Fingerprint);
        Assert.Equal(
            new CertificateFacts(
                "CN=billing, O=Example", "CN=billing, O=Example", certificate.SerialNumber, PemFiles.Now.AddDays(-1), PemFiles.Now.AddDays(30))
            {
                Sha1Thumbprint = Convert.ToHexStringLower(certificate.GetCertHash()),
                Sha256Thumbprint = Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)),
            },
            key.Certificate);
    }

    [Theory]
    [InlineData(-10, -1, false)]
    [InlineData(-10, 0, true)]
    [InlineData(10, 20, true)]
    public void An_expired_certificate_is_refused_and_one_not_yet_valid_is_not(int from, int to, bool isRead)
    {
        using var certificate = PemFiles.Certificate(PemFiles.Now.AddDays(from), PemFiles.Now.AddDays(to));

        var read = PemPublicKeyReader.Read(PemFiles.Bytes(certificate.ExportCertificatePem()), PemFiles.Now);

        Assert.Equal(
            isRead ? [] : ["This certificate expired on 2026-11-23. Upload one that is still valid"],
            read.Errors.Select(error => error.Message));
    }

    [Fact]
    public void A_certificate_without_an_end_is_read()
    {
        using var certificate = PemFiles.Certificate(PemFiles.Now, new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero));

        Assert.True(PemPublicKeyReader.Read(PemFiles.Bytes(certificate.ExportCertificatePem()), PemFiles.Now).IsSuccess);
    }

    [Fact]
    public void Names_in_a_certificate_are_made_fit_to_be_shown()
    {
        var units = string.Concat(Enumerable.Repeat(", OU=" + new string('u', 60), 20));
        using var certificate = PemFiles.Certificate(PemFiles.Now, PemFiles.Now.AddDays(1), $"CN=a\u0007b\u202ec, O=Example{units}");

        var facts = Assert.Single(PemPublicKeyReader.Read(PemFiles.Bytes(certificate.ExportCertificatePem()), PemFiles.Now).Value).Certificate!;

        Assert.Contains("a\ufffdb\ufffdc", facts.Subject, StringComparison.Ordinal);
        Assert.InRange(facts.Subject.Length, 400, CertificateFacts.MaxTextLength);
    }

    [Fact]
    public void A_key_that_stands_in_a_file_bare_and_in_a_certificate_keeps_its_certificate()
    {
        using var certificate = PemFiles.Current;
        var bare = KeyPairs.P384.ExportSubjectPublicKeyInfoPem();

        var keys = PemPublicKeyReader.Read(PemFiles.Bytes(bare, certificate.ExportCertificatePem(), bare), PemFiles.Now).Value;

        Assert.NotNull(Assert.Single(keys).Certificate);
    }

    [Fact]
    public void Old_and_new_certificates_of_one_name_are_no_chain()
    {
        using var old = PemFiles.Current;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var renewed = new CertificateRequest("CN=billing, O=Example", key, HashAlgorithmName.SHA384)
            .CreateSelfSigned(PemFiles.Now, PemFiles.Now.AddDays(90));

        var read = PemPublicKeyReader.Read(PemFiles.Bytes(old.ExportCertificatePem(), renewed.ExportCertificatePem()), PemFiles.Now);

        Assert.Equal(2, read.Value.Count);
    }

    [Fact]
    public void Old_and_new_certificates_by_openssl_each_its_own_authority_are_no_chain()
    {
        var (old, renewed) = (PemFiles.Authority("CN=billing", KeyPairs.P256), PemFiles.Authority("CN=billing", KeyPairs.P384));

        Assert.Equal(2, PemPublicKeyReader.Read(PemFiles.Bytes(old, renewed), PemFiles.Now).Value.Count);
        Assert.Single(PemPublicKeyReader.Read(PemFiles.Bytes(old, PemFiles.Curve), PemFiles.Now).Value);
        Assert.Single(PemPublicKeyReader.Read(PemFiles.Bytes(old), PemFiles.Now).Value);
    }

    [Fact]
    public void A_renewed_certificate_of_the_same_key_is_no_chain()
    {
        using var old = PemFiles.Current;
        using var renewed = PemFiles.Certificate(PemFiles.Now, PemFiles.Now.AddDays(90), "CN=billing 2027");

        Assert.Single(PemPublicKeyReader.Read(PemFiles.Bytes(old.ExportCertificatePem(), renewed.ExportCertificatePem()), PemFiles.Now).Value);
    }

    [Theory]
    [InlineData("CN=Example Authority", "CN=EXAMPLE  authority")]
    [InlineData("CN=Example Authority, O=Example", "O=Example, CN=Example Authority")]
    [InlineData("CN=Authority", "CN=Somebody else")]
    public void A_chain_is_told_by_who_signed_and_not_by_the_text_of_names(string authority, string issuerAsWritten)
    {
        var leaf = PemFiles.IssuedBy(KeyPairs.P256, issuerAsWritten);
        var bare = KeyPairs.P256.ExportSubjectPublicKeyInfoPem();

        IsChain(leaf, PemFiles.Authority(authority, KeyPairs.P256));
        IsChain(PemFiles.Authority(authority, KeyPairs.P256), leaf);
        IsChain(leaf, PemFiles.SelfSigned(authority, KeyPairs.P256));
        IsChain(leaf, bare);
        IsChain(leaf, bare, PemFiles.Edwards);
    }

    [Fact]
    public void An_authority_beside_another_key_is_a_chain_with_a_link_missing()
    {
        using var authority = RSA.Create(1024);
        using var current = PemFiles.Current;

        IsChain(PemFiles.IssuedBy(KeyPairs.P256, "CN=Intermediate"), PemFiles.Authority("CN=Root", KeyPairs.Rsa));
        IsChain(PemFiles.Curve, PemFiles.Authority("CN=Root", KeyPairs.Rsa));
        // Whatever else would be wrong with the authority's key.
        IsChain(current.ExportCertificatePem(), PemFiles.Authority("CN=Root", authority));
        IsChain(current.ExportCertificatePem(), PemFiles.Authority("CN=Root", KeyPairs.Rsa, PemFiles.Now.AddDays(-1)));
    }

    [Theory]
    [InlineData("CN=\"Example, Inc.\", O=Example", "Example, Inc.")]
    [InlineData("O=Example, CN=billing", "billing")]
    [InlineData("CN=\"a\"\"b\"", "a\"b")]
    [InlineData("O=\"CN=not this\"", null)]
    public void The_common_name_of_a_certificate_is_whole(string subject, string? name)
    {
        using var certificate = PemFiles.Certificate(PemFiles.Now, PemFiles.Now.AddDays(30), subject);

        Assert.Equal(name, Assert.Single(PemPublicKeyReader.Read(PemFiles.Bytes(certificate.ExportCertificatePem()), PemFiles.Now).Value).CommonName);
    }

    private static void IsChain(params string[] blocks) =>
        Assert.Equal("public_key.certificate_chain", Assert.Single(PemPublicKeyReader.Read(PemFiles.Bytes(blocks), PemFiles.Now).Errors).Code);

    [Fact]
    public void Ten_keys_are_read_and_eleven_are_refused()
    {
        string[] keys = [.. Enumerable.Range(0, 11).Select(_ => ECDsa.Create(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfoPem())];

        Assert.Equal(10, PemPublicKeyReader.Read(PemFiles.Bytes(keys[..10]), PemFiles.Now).Value.Count);
        Assert.Equal(
            "This file holds more than 10 keys. Upload only those that the client signs with",
            Assert.Single(PemPublicKeyReader.Read(PemFiles.Bytes(keys), PemFiles.Now).Errors).Message);
    }

    [Fact]
    public void A_fault_in_one_of_several_blocks_refuses_the_file_and_names_the_block()
    {
        var weak = RSA.Create(1024).ExportSubjectPublicKeyInfoPem();

        var error = Assert.Single(PemPublicKeyReader.Read(PemFiles.Bytes(PemFiles.Curve, weak), PemFiles.Now).Errors);

        Assert.Equal(
            ("public_key.too_short", "Block 2 of the file: RSA keys must have at least 2048 bits. Create a longer key"), (error.Code, error.Message));
    }

    [Fact]
    public void The_key_of_a_file_verifies() => Assert.True(
        Assert.Single(PemPublicKeyReader.Read(PemFiles.Bytes(PemFiles.Curve), PemFiles.Now).Value).Key
            .Verify("ES256", "input"u8, KeyPairs.For("ES256").Sign("input"u8.ToArray())));
}
