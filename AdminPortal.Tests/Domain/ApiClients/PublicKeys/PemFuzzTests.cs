using System.Diagnostics;
using System.Text;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using CsCheck;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

/// <summary>Whatever the bytes, the reader answers, soon and without an exception.</summary>
public sealed class PemFuzzTests
{
    private static readonly byte[] Certificate = PemFiles.Current.RawData;

    private static readonly byte[][] Files =
    [
        PemFiles.Bytes(PemFiles.Info), PemFiles.Bytes(PemFiles.Pkcs1), PemFiles.Bytes(PemFiles.Curve, PemFiles.Edwards),
        PemFiles.Bytes(PemFiles.Current.ExportCertificatePem()), PemFiles.Bytes(PemFiles.Request), PemFiles.Pkcs12,
        KeyPairs.Rsa.ExportPkcs8PrivateKey(), KeyPairs.P256.ExportECPrivateKey(), Certificate,
    ];

    public static TheoryData<string> Repeated => new(
        "-----BEGIN ", "-----BEGIN A-----", "-----BEGIN A-----\n-----END B-----\n", "-", "-----", "-----END ", "-----BEGIN PUBLIC KEY-----\nAAAA", "\n",
        "-----BEGIN PUBLIC KEY-----\nMAAA\n-----END PUBLIC KEY-----\n", "{", "0\u0080", "ssh-", "PRIVATE KEY");

    [Fact]
    public void No_bytes_make_the_reader_throw() => Gen.Byte.Array[0, 500].Sample(Read);

    [Fact]
    public void No_change_of_a_file_makes_the_reader_throw() =>
        Gen.Select(Gen.Int[0, Files.Length - 1], Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[1, 5], Gen.Int[0, 50]).Sample((which, changes, cut) =>
            Read(Changed(Files[which], changes)[..^(cut < 40 ? 0 : cut)]));

    [Fact]
    public void No_change_inside_a_certificate_makes_the_reader_throw() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[1, 3].Sample(
            changes => Read(PemFiles.Bytes(PemFiles.Block("CERTIFICATE", Changed(Certificate, changes)))), iter: 2_000);

    [Theory]
    [MemberData(nameof(Repeated))]
    public void The_largest_file_is_answered_soon(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, (PemPublicKeyReader.MaxFileBytes / part.Length) + 1));
        var clock = Stopwatch.StartNew();

        Assert.False(PemPublicKeyReader.Read(Encoding.Latin1.GetBytes(text).AsSpan(0, PemPublicKeyReader.MaxFileBytes), PemFiles.Now).IsSuccess);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static void Read(byte[] file)
    {
        var read = PemPublicKeyReader.Read(file, PemFiles.Now);
        Assert.True(read.IsSuccess ? read.Value.Count is > 0 and <= PemPublicKeyReader.MaxKeys : read.Errors[0].Field?.Value == "public_keys");
    }

    private static byte[] Changed(byte[] bytes, (int Place, byte Value)[] changes)
    {
        var changed = bytes.ToArray();
        foreach (var (place, value) in changes)
        {
            changed[place % changed.Length] = value;
        }

        return changed;
    }
}
