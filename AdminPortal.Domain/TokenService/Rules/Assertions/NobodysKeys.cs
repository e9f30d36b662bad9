using System.Collections.Concurrent;
using System.Security.Cryptography;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;

namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// Decoy keys against timing attacks: if the client has no key to check a signature against, it is checked against one of the same length,
/// so that the response time does not reveal which kinds of key a client holds, how long they are, or whether there is such a client.
/// </summary>
internal static class NobodysKeys
{
    private static readonly byte[] Exponent = [1, 0, 1];

    // The base point of RFC 8032 section 5.1: whose private key it belongs to does not matter, because nothing is accepted on its strength.
    private static readonly byte[] BasePoint = [0x58, .. Enumerable.Repeat((byte)0x66, 31)];

    private static readonly Dictionary<KeyKind, Lazy<VerificationKey>> Keys = new()
    {
        [KeyKind.P256] = new(() => MakeOnCurve(ECCurve.NamedCurves.nistP256)),
        [KeyKind.P384] = new(() => MakeOnCurve(ECCurve.NamedCurves.nistP384)),
        [KeyKind.Ed25519] = new(() => VerificationKey.FromEd25519(BasePoint).Value),
    };

    // By signature length: 256, 384 and 512 bytes in practice, 769 lengths at most.
    private static readonly ConcurrentDictionary<int, VerificationKey> RsaKeys = new();

    /// <summary>Null when no key of the kind produces signatures of this length: then no assertion of that length costs a check.</summary>
    public static VerificationKey? For(string algorithm, int signatureLength)
    {
        var kind = SignatureAlgorithms.KindOf(algorithm);
        if (kind == KeyKind.Rsa)
        {
            return VerificationKey.IsRsaLength(signatureLength) ? RsaKeys.GetOrAdd(signatureLength, MakeRsa) : null;
        }

        return Keys[kind].Value is var key && key.SignatureLength == signatureLength ? key : null;
    }

    // A modulus whose factors nobody knows or needs: about one random number in a dozen passes the checks for weak keys.
    private static VerificationKey MakeRsa(int length)
    {
        while (true)
        {
            var modulus = RandomNumberGenerator.GetBytes(length);
            modulus[0] |= 0x80;
            if (VerificationKey.FromStoredRsa(modulus, Exponent) is { IsSuccess: true } made)
            {
                return made.Value;
            }
        }
    }

    private static VerificationKey MakeOnCurve(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return VerificationKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo()).Value;
    }
}
