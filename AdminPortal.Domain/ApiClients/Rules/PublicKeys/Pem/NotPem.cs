using System.Formats.Asn1;
using System.Text.Json;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Pem;

/// <summary>For a file without any PEM block (RFC 7468): says what it is instead and how to convert it.</summary>
internal static class NotPem
{
    private static readonly string[] OpenSshStarts = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-", "---- BEGIN SSH2"];

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static PortalError Explain(ReadOnlySpan<byte> file, string text)
    {
        var start = text.AsSpan().TrimStart();
        return start switch
        {
            [] => PublicKeyErrors.FileEmpty,
            ['{' or '[', ..] => HoldsSecret(text) ? PublicKeyErrors.PrivateKey : PublicKeyErrors.JsonWebKey,
            _ when StartsLikeOpenSsh(start) => PublicKeyErrors.OpenSsh,
            _ => ExplainBinary(file),
        };
    }

    // A member (RFC 7518 section 6), not any string: "kid":"d" is not a secret. Text that is not JSON is judged by the look of a member.
    private static bool HoldsSecret(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            return HoldsSecret(document.RootElement);
        }
        catch (JsonException)
        {
            return PrivateKeys.JwkMembers.Any(member => text.Contains($"\"{member}\":", StringComparison.Ordinal));
        }
    }

    private static bool HoldsSecret(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(member => PrivateKeys.JwkMembers.Contains(member.Name) || HoldsSecret(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HoldsSecret),
        _ => false,
    };

    private static PortalError ExplainBinary(ReadOnlySpan<byte> file)
    {
        var bytes = file.ToArray();
        return IsKeyStore(bytes) ? PublicKeyErrors.KeyStore
            : PrivateKeys.IsDer(bytes) ? PublicKeyErrors.PrivateKey
            : PublicKeyErrors.NoBlock;
    }

    // PKCS#12 (RFC 7292 section 4): version 3, then the content type of PKCS#7. A Java key store begins with its own magic number.
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
