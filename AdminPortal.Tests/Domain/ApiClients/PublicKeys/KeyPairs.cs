using System.Security.Cryptography;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

/// <summary>A fresh pair of each kind: its public half as the portal knows it, and a signature by its private half under one JWS algorithm.</summary>
internal sealed record KeyPair(VerificationKey Key, Func<byte[], byte[]> Sign);

internal static class KeyPairs
{
    public static readonly RSA Rsa = RSA.Create(2048);
    public static readonly ECDsa P256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    public static readonly ECDsa P384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    public static readonly Ed25519PrivateKeyParameters Ed25519Key = new(RandomNumberGenerator.GetBytes(32));

    public static TheoryData<string> Algorithms => new("RS256", "PS256", "ES256", "ES384", "EdDSA", "Ed25519");

    public static KeyPair For(string algorithm) => algorithm switch
    {
        "RS256" => new(Read(Rsa), input => Rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        "PS256" => new(Read(Rsa), input => Rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        "ES256" => new(Read(P256), input => P256.SignData(input, HashAlgorithmName.SHA256)),
        "ES384" => new(Read(P384), input => P384.SignData(input, HashAlgorithmName.SHA384)),
        _ => new(VerificationKey.FromEd25519(Ed25519Key.GeneratePublicKey().GetEncoded()).Value, SignEd25519),
    };

    /// <summary>The private half as a program keeps it (RFC 5958, RFC 8410).</summary>
    public static string PrivatePem(string algorithm) => algorithm switch
    {
        "RS256" or "PS256" => Rsa.ExportPkcs8PrivateKeyPem(),
        "ES256" => P256.ExportPkcs8PrivateKeyPem(),
        "ES384" => P384.ExportPkcs8PrivateKeyPem(),
        _ => PemEncoding.WriteString("PRIVATE KEY", [.. Convert.FromHexString("302e020100300506032b657004220420"), .. Ed25519Key.GetEncoded()]),
    };

    public static VerificationKey Read(AsymmetricAlgorithm key) =>
        VerificationKey.FromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo()).Value;

    private static byte[] SignEd25519(byte[] input)
    {
        var signature = new byte[Ed25519PrivateKeyParameters.SignatureSize];
        Ed25519Key.Sign(Ed25519.Algorithm.Ed25519, null, input, 0, input.Length, signature, 0);
        return signature;
    }
}
