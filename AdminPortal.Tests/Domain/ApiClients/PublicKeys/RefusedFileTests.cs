using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Tests.Browser;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

/// <summary>Files that hold no public key to take: each is refused with a sentence that says what to do.</summary>
public sealed class RefusedFileTests
{
    private const string SshKey = "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    private const string EcParameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----";

    // openssl ecparam -name prime256v1 -genkey -param_enc explicit, its public half.
    private const string WrittenOutCurve =
        """
        -----BEGIN PUBLIC KEY-----
        MIIBSzCCAQMGByqGSM49AgEwgfcCAQEwLAYHKoZIzj0BAQIhAP////8AAAABAAAA
        AAAAAAAAAAAA////////////////MFsEIP////8AAAABAAAAAAAAAAAAAAAA////
        ///////////8BCBaxjXYqjqT57PrvVV2mIa8ZR0GsMxTsPY7zjw+J9JgSwMVAMSd
        NgiG5wSTamZ44ROdJreBn36QBEEEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5
        RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9QIhAP////8AAAAA
        //////////+85vqtpxeehPO5ysL8YyVRAgEBA0IABA93YMfiuezBYXaT9DB60Ley
        V8K3yB0UxCKJphJ+aevmaG7c1sXC2c0Ha8+/oYXYjT0ICLjDU+bNm0pPkznS2CU=
        -----END PUBLIC KEY-----
        """;

    private const string OldEncryption =
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----";

    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10);

    public static TheoryData<string, byte[]> PrivateKeys => new()
    {
        { "PKCS#8", PemFiles.Bytes(KeyPairs.Rsa.ExportPkcs8PrivateKeyPem()) },
        { "PKCS#8 of a curve", PemFiles.Bytes(KeyPairs.P256.ExportPkcs8PrivateKeyPem()) },
        { "PKCS#8, encrypted", PemFiles.Bytes(KeyPairs.Rsa.ExportEncryptedPkcs8PrivateKeyPem("password", Encryption)) },
        { "PKCS#1", PemFiles.Bytes(KeyPairs.Rsa.ExportRSAPrivateKeyPem()) },
        { "SEC 1", PemFiles.Bytes(EcParameters, KeyPairs.P256.ExportECPrivateKeyPem()) },
        { "OpenSSL's old encryption", PemFiles.Bytes(OldEncryption) },
        { "DSA", PemFiles.Bytes("-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----") },
        { "OpenSSH", PemFiles.Bytes("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END OPENSSH PRIVATE KEY-----") },
        { "PGP", PemFiles.Bytes("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nAAAA\n-----END PGP PRIVATE KEY BLOCK-----") },
        { "SSH2", PemFiles.Bytes("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nAAAA\n---- END SSH2 ENCRYPTED PRIVATE KEY ----") },
        { "PuTTY", PemFiles.Bytes("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\nAAAA") },
        { "after a certificate", PemFiles.Bytes(PemFiles.Current.ExportCertificatePem(), KeyPairs.P384.ExportPkcs8PrivateKeyPem()) },
        { "after a damaged block", PemFiles.Bytes("-----BEGIN PUBLIC KEY-----\n!!!", KeyPairs.Rsa.ExportPkcs8PrivateKeyPem()) },
        { "without its end", PemFiles.Bytes(KeyPairs.Rsa.ExportPkcs8PrivateKeyPem()[..200]) },
        { "without its beginning", PemFiles.Bytes(KeyPairs.Rsa.ExportPkcs8PrivateKeyPem()[200..]) },
        { "in UTF-16", [0xff, 0xfe, .. Encoding.Unicode.GetBytes(KeyPairs.Rsa.ExportPkcs8PrivateKeyPem())] },
        { "under a public name", PemFiles.Bytes(PemFiles.Block("PUBLIC KEY", KeyPairs.Rsa.ExportPkcs8PrivateKey())) },
        { "in DER, PKCS#8", KeyPairs.Rsa.ExportPkcs8PrivateKey() },
        { "in DER, PKCS#8, encrypted", KeyPairs.Rsa.ExportEncryptedPkcs8PrivateKey("password", Encryption) },
        { "in DER, PKCS#1", KeyPairs.Rsa.ExportRSAPrivateKey() },
        { "in DER, SEC 1", KeyPairs.P256.ExportECPrivateKey() },
        { "in JSON, as Google's", PemFiles.Bytes($$"""{"private_key":{{JsonSerializer.Serialize(KeyPairs.Rsa.ExportPkcs8PrivateKeyPem())}}}""") },
        { "line ends as two characters", PemFiles.Bytes(KeyPairs.Rsa.ExportPkcs8PrivateKeyPem().Replace("\n", "\\n", StringComparison.Ordinal)) },
        { "in lower case", PemFiles.Bytes("-----begin private key-----\nAAAA\n-----end private key-----") },
        { "CRLF", PemFiles.Bytes("# the key\r\n-----BEGIN EC PRIVATE KEY\r\nAAAA") },
        { "JWK, escaped", PemFiles.Bytes("""{"kty":"OKP","\u0064":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}""") },
        { "JWK, cut", PemFiles.Bytes("""{"kty":"OKP","d":"nWGxne""") },
        { "JWK set", PemFiles.Bytes("""{"keys":[{"kty":"RSA","p":"AA"}]}""") },
        { "JWK", PemFiles.Bytes("""{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}""") },
    };

    public static TheoryData<string, byte[]> Others => new()
    {
        { "file_empty", [] },
        { "file_empty", " \r\n\t"u8.ToArray() },
        { "file_too_large", new byte[PemPublicKeyReader.MaxFileBytes + 1] },
        { "file_too_large", new byte[5_000_000] },
        { "no_block", PemFiles.Bytes("hello") },
        { "no_block", new byte[1000] },
        { "no_block", KeyPairs.Rsa.ExportSubjectPublicKeyInfo() },
        { "no_block", KeyPairs.Rsa.ExportRSAPublicKey() },
        { "no_block", PemFiles.Current.RawData },
        { "key_store", PemFiles.Pkcs12 },
        { "key_store", [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2] },
        { "openssh", PemFiles.Bytes($"ssh-ed25519 {SshKey} me@example") },
        { "openssh", PemFiles.Bytes($"ecdsa-sha2-nistp256 {SshKey}") },
        { "openssh", PemFiles.Bytes($"---- BEGIN SSH2 PUBLIC KEY ----\n{SshKey}\n---- END SSH2 PUBLIC KEY ----") },
        { "json", PemFiles.Bytes("""{"keys":[{"kty":"OKP"}]}""") },
        { "certificate_request", PemFiles.Bytes(PemFiles.Request) },
        { "revocation_list", PemFiles.Bytes(PemFiles.RevocationList()) },
        { "pkcs7", PemFiles.Bytes(PemFiles.Block("PKCS7", new X509Certificate2Collection(PemFiles.Current).Export(X509ContentType.Pkcs7))) },
        { "certificate_chain", PemFiles.Bytes(PemFiles.Chain()) },
        { "certificate_damaged", PemFiles.Bytes(PemFiles.Block("CERTIFICATE", PemFiles.Current.RawData.AsSpan()[..^1])) },
        { "certificate_damaged", PemFiles.Bytes(PemFiles.Block("CERTIFICATE", [.. PemFiles.Current.RawData, 0])) },
        { "certificate_damaged", PemFiles.Bytes(PemFiles.Block("CERTIFICATE", KeyPairs.Rsa.ExportSubjectPublicKeyInfo())) },
        { "block_unknown", PemFiles.Bytes(EcParameters) },
        { "block_unknown", PemFiles.Bytes("-----BEGIN PGP PUBLIC KEY BLOCK-----\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----") },
        { "block_unknown", PemFiles.Bytes(PemFiles.Info.Replace("PUBLIC KEY", "public key", StringComparison.Ordinal)) },
        { "block_damaged", PemFiles.Bytes(PemFiles.Info[..200]) },
        { "block_damaged", PemFiles.Bytes("-----BEGIN PUBLIC KEY-----\n!!!\n-----END PUBLIC KEY-----") },
        { "block_damaged", PemFiles.Bytes("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----") },
        { "block_damaged", PemFiles.Bytes("-----BEGIN PUBLIC KEY-----\nComment: mine\n\nAAAA\n-----END PUBLIC KEY-----") },
        { "block_damaged", PemFiles.Bytes(PemFiles.Info.Replace("END PUBLIC", "END RSA PUBLIC", StringComparison.Ordinal)) },
        { "block_damaged", PemFiles.Bytes("-----BEGIN ") },
    };

    public static TheoryData<string, byte[]> Unusable => new()
    {
        { "malformed", PemFiles.Bytes(PemFiles.Block("PUBLIC KEY", "no DER"u8)) },
        { "malformed", PemFiles.Bytes(PemFiles.Block("RSA PUBLIC KEY", "no DER"u8)) },
        { "json", PemFiles.Bytes("""{"keys":[{"kty":"OKP","kid":"d","x":"k"},{"kid":"k"}]}""") },
        { "json", PemFiles.Bytes("""["d", "\"d\"", {"note":"\"k\""}]""") },
        { "curve_parameters", PemFiles.Bytes(WrittenOutCurve) },
        { "kind", PemFiles.Bytes(PemFiles.Block("PUBLIC KEY", Der.Info(Der.Dsa, null, Der.Numbers([5])))) },
        { "kind", PemFiles.Bytes(PemFiles.Block("PUBLIC KEY", Der.Info(Der.Gost, null, new byte[66]))) },
        { "kind", PemFiles.Bytes(PemFiles.Info, PemFiles.Block("PUBLIC KEY", Der.Info("1.2.3.4", null, new byte[66]))) },
        { "curve", PemFiles.Bytes(ECDsa.Create(ECCurve.NamedCurves.nistP521).ExportSubjectPublicKeyInfoPem()) },
        { "not_on_curve", PemFiles.Bytes(PemFiles.Block("PUBLIC KEY", Der.Curve(Der.P256, [4, .. new byte[64]]))) },
        { "too_short", PemFiles.Bytes(RSA.Create(1024).ExportRSAPublicKeyPem()) },
    };

    [Theory]
    [MemberData(nameof(PrivateKeys))]
    public void A_private_key_in_any_dress_is_refused_with_the_way_to_its_public_half(string dress, byte[] file)
    {
        var error = Assert.Single(PemPublicKeyReader.Read(file, PemFiles.Now).Errors);

        Assert.Equal(
            "This file contains a private key. It was not stored. Upload the public key instead: openssl pkey -in private.pem -pubout -out public.pem",
            error.Message);
        Assert.True(error is { Code: "public_key.private", Field.Value: "public_keys" }, dress);
    }

    [Fact]
    public async Task A_curve_that_is_written_out_is_named_as_the_cause_and_the_command_that_is_told_cures_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("public.pem", WrittenOutCurve);
        var told = Assert.Single(PemPublicKeyReader.Read(PemFiles.Bytes(WrittenOutCurve), PemFiles.Now).Errors).Message;
        Assert.StartsWith("This key writes out the parameters of its curve in place of the curve's name, ", told, StringComparison.Ordinal);

        await OpenSsl.RunAsync(folder.FullPath, told.Split("openssl ")[1].Split(' '));

        var cured = await File.ReadAllBytesAsync(Path.Combine(folder.FullPath, "named.pem"), TestContext.Current.CancellationToken);
        Assert.Equal(KeyKind.P256, Assert.Single(PemPublicKeyReader.Read(cured, PemFiles.Now).Value).Key.Kind);
    }

    [Theory]
    [MemberData(nameof(Others))]
    [MemberData(nameof(Unusable))]
    public void What_is_no_public_key_in_PEM_is_refused_by_name(string code, byte[] file)
    {
        var error = Assert.Single(PemPublicKeyReader.Read(file, PemFiles.Now).Errors);

        Assert.Equal(("public_key." + code, "public_keys"), (error.Code, error.Field?.Value));
        Assert.InRange(error.Message.Length, 40, 260);
    }
}
