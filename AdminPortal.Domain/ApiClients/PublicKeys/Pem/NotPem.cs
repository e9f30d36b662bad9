using System.Formats.Asn1;

namespace AdminPortal.Domain.ApiClients.PublicKeys.Pem;

/// <summary>Says of a file without any PEM block (RFC 7468) what it is instead and how to make one.</summary>
internal static class NotPem
{
    private static readonly string[] OpenSshStarts = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "---- BEGIN SSH2"];
    private static readonly string[] SecretMembers = ["\"d\"", "\"k\""];

    public static PortalError Explain(ReadOnlySpan<byte> file, string text)
    {
        var start = text.AsSpan().TrimStart();
        return start switch
        {
            [] => PublicKeyErrors.FileEmpty,
            ['{' or '[', ..] => SecretMembers.Any(text.Contains) ? PublicKeyErrors.PrivateKey : PublicKeyErrors.JsonWebKey,
            _ when StartsLikeOpenSsh(start) => PublicKeyErrors.OpenSsh,
            _ => ExplainBinary(file),
        };
    }

    private static PortalError ExplainBinary(ReadOnlySpan<byte> file)
    {
        var bytes = file.ToArray();
        return IsKeyStore(bytes) ? PublicKeyErrors.KeyStore
            : PrivateKeys.IsDer(bytes) ? PublicKeyErrors.PrivateKey
            : PublicKeyErrors.NoBlock;
    }

    // PKCS#12 (RFC 7292 section 4): version 3, then the content type of PKCS#7. A Java key store begins with its own mark.
    private static bool IsKeyStore(byte[] bytes)
    {
        if (bytes is [0xfe, 0xed, 0xfe, 0xed, ..])
        {
            return true;
        }

        try
        {
            var content = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
            return content.TryReadInt32(out var version) && version == 3 && content.PeekTag() == Asn1Tag.Sequence;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static bool StartsLikeOpenSsh(ReadOnlySpan<char> text)
    {
        foreach (var start in OpenSshStarts)
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
