using System.Collections.Concurrent;
using System.Security.Cryptography;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;

namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// Keys that are nobody's: a signature is checked against one of its own length when the client has no key to check it against, so that the
/// time of the answer does not tell which kinds of key a client holds, nor how long they are, nor whether there is such a client.
/// </summary>
internal static class NobodysKeys
{
    private static readonly byte[] Exponent = [1, 0, 1];

    // The base point of RFC 8032 section 5.1: whose private key it would be does not matter, for nothing is accepted on its word.
    private static readonly byte[] BasePoint = [0x58, .. Enumerable.Repeat((byte)0x66, 31)];

    private static readonly Dictionary<KeyKind, Lazy<VerificationKey>> Keys = new()
    {
        [KeyKind.P256] = new(() => MakeOnCurve(ECCurve.NamedCurves.nistP256)),
        [KeyKind.P384] = new(() => MakeOnCurve(ECCurve.NamedCurves.nistP384)),
        [KeyKind.Ed25519] = new(() => VerificationKey.FromEd25519(BasePoint).Value),
    };

    // By the length of a signature: 256, 384 and 512 bytes in practice, 769 lengths at most.
    private static readonly ConcurrentDictionary<int, VerificationKey> RsaKeys = new();

    /// <summary>Null when no key of the kind makes signatures of this length: then nobody's assertion costs a check.</summary>
    public static VerificationKey? For(string algorithm, int signatureLength)
    {
        var kind = SignatureAlgorithms.KindOf(algorithm);
        if (kind == KeyKind.Rsa)
        {
            return VerificationKey.IsRsaLength(signatureLength) ? RsaKeys.GetOrAdd(signatureLength, MakeRsa) : null;
        }

        return Keys[kind].Value is var key && key.SignatureLength == signatureLength ? key : null;
    }

    // A modulus that nobody knows the factors of, nor needs to: one in about a dozen numbers has none of the faults that are looked for.
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
