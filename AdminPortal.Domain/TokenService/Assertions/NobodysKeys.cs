using System.Security.Cryptography;
using AdminPortal.Domain.ApiClients.PublicKeys;

namespace AdminPortal.Domain.TokenService.Assertions;

/// <summary>A key of each kind that is nobody's: a signature is checked against it when there is no key to check it against.</summary>
internal static class NobodysKeys
{
    private const int RsaSize = 2048;

    // The base point of RFC 8032 section 5.1: whose private key it would be does not matter, for nothing is accepted on its word.
    private static readonly byte[] BasePoint = [0x58, .. Enumerable.Repeat((byte)0x66, 31)];

    private static readonly Dictionary<KeyKind, Lazy<VerificationKey>> Keys = new()
    {
        [KeyKind.Rsa] = new(MakeRsa),
        [KeyKind.P256] = new(() => MakeOnCurve(ECCurve.NamedCurves.nistP256)),
        [KeyKind.P384] = new(() => MakeOnCurve(ECCurve.NamedCurves.nistP384)),
        [KeyKind.Ed25519] = new(() => VerificationKey.FromEd25519(BasePoint).Value),
    };

    public static VerificationKey For(string algorithm) => Keys[AssertionAlgorithms.KindOf(algorithm)].Value;

    private static VerificationKey MakeRsa()
    {
        using var key = RSA.Create(RsaSize);
        return VerificationKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo()).Value;
    }

    private static VerificationKey MakeOnCurve(ECCurve curve)
    {
        using var key = ECDsa.Create(curve);
        return VerificationKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo()).Value;
    }
}
