using AdminPortal.Domain.ApiClients.Rules.PublicKeys.Pem;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys;

/// <summary>
/// Reads the public keys of an uploaded .pem file (RFC 7468): all of them or, when anything in it is refused, none. A private key anywhere
/// in the file is reported first, whatever else is wrong.
/// </summary>
public static class PemPublicKeyReader
{
    public const int MaxFileBytes = 64 * 1024;

    /// <summary>No client could hold more.</summary>
    public const int MaxKeys = ClientPublicKeys.Limit;

    /// <summary>In the order of the file; a key that appears twice is returned once, with its certificate if it has one.</summary>
    public static Result<IReadOnlyList<PemKey>> Read(ReadOnlySpan<byte> file, DateTimeOffset now)
    {
        if (file.Length > MaxFileBytes)
        {
            return PublicKeyErrors.FileTooLarge;
        }

        var text = PemText.Decode(file);
        var blocks = PemText.Blocks(PemText.Unescape(text));
        if (PrivateKeys.AreIn(text, blocks))
        {
            return PublicKeyErrors.PrivateKey;
        }

        return blocks.Count switch
        {
            0 => NotPem.Explain(file, text),
            > MaxKeys => PublicKeyErrors.TooManyKeys,
            _ => ReadAll(blocks, now),
        };
    }

    private static Result<IReadOnlyList<PemKey>> ReadAll(List<PemBlock> blocks, DateTimeOffset now)
    {
        // Before the faults of each block: an authority's key may be of any kind and age, and its own faults are not the point.
        if (CertificateChain.IsIn(blocks))
        {
            return PublicKeyErrors.CertificateChain;
        }

        var keys = new List<PemKey>();
        foreach (var (index, block) in blocks.Index())
        {
            var key = ReadBlock(block, now);
            if (!key.IsSuccess)
            {
                return blocks.Count == 1 ? key.Errors[0] : PublicKeyErrors.InBlock(index + 1, key.Errors[0]);
            }

            keys.Add(key.Value);
        }

        return Result.Of<IReadOnlyList<PemKey>>(WithoutRepeats(keys));
    }

    private static Result<PemKey> ReadBlock(PemBlock block, DateTimeOffset now) => block switch
    {
        { Content: null } => PublicKeyErrors.BlockDamaged,
        { Label: PemLabels.PublicKey or PemLabels.RsaPublicKey } => Bare(ReadKey(block.Content)),
        { Label: PemLabels.Certificate or PemLabels.OldCertificate } => PemCertificate.Read(block.Content, now),
        { Label: "CERTIFICATE REQUEST" or "NEW CERTIFICATE REQUEST" } => PublicKeyErrors.CertificateRequest,
        { Label: "X509 CRL" } => PublicKeyErrors.RevocationList,
        { Label: "PKCS7" or "PKCS #7 SIGNED DATA" or "CMS" } => PublicKeyErrors.Pkcs7,
        _ => PublicKeyErrors.BlockUnknown,
    };

    // Programs confuse the two labels; the contents are unambiguous.
    private static Result<VerificationKey> ReadKey(byte[] der)
    {
        var key = VerificationKey.FromSubjectPublicKeyInfo(der);
        return key.IsSuccess || key.Errors[0] != PublicKeyErrors.Malformed ? key : VerificationKey.FromRsaPublicKey(der);
    }

    private static Result<PemKey> Bare(Result<VerificationKey> key) => key.IsSuccess ? new PemKey(key.Value, null) : key.Errors[0];

    private static List<PemKey> WithoutRepeats(List<PemKey> keys) =>
    [
        .. keys.GroupBy(key => key.Key.Fingerprint, StringComparer.Ordinal)
            .Select(same => same.FirstOrDefault(key => key.Certificate is not null) ?? same.First()),
    ];
}
