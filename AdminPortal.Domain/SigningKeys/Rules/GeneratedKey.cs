using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AdminPortal.Domain.SigningKeys.Rules;

/// <summary>A newly generated key pair, not published yet: its public half as it would be published, its private half wrapped.</summary>
internal sealed class GeneratedKey
{
    internal const int RsaBits = 2048;

    private GeneratedKey(string algorithm, string keyId, string publicJwk, byte[] wrappedPrivateKey)
    {
        Algorithm = algorithm;
        KeyId = keyId;
        PublicJwk = publicJwk;
        WrappedPrivateKey = wrappedPrivateKey;
    }

    public string Algorithm { get; }

    public string KeyId { get; }

    public string PublicJwk { get; }

    public byte[] WrappedPrivateKey { get; }

    /// <summary>Generates a key for one algorithm only; <paramref name="wrap"/> receives its private half, which is then wiped.</summary>
    public static GeneratedKey Generate(string algorithm, Func<byte[], byte[]> wrap)
    {
        if (algorithm != SigningAlgorithms.ES256)
        {
            using var rsa = RSA.Create(RsaBits);
            return Of(algorithm, rsa, Members(rsa), wrap);
        }

        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Of(algorithm, curve, Members(curve), wrap);
    }

    public override string ToString() => $"{nameof(GeneratedKey)} {KeyId}";

    private static GeneratedKey Of(
        string algorithm, AsymmetricAlgorithm pair, SortedDictionary<string, string> members, Func<byte[], byte[]> wrap)
    {
        // RFC 7638 section 3: only the required members, in the order of their names, without white space. Their values need no escaping.
        var keyId = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(JsonSerializer.Serialize(members))));
        var published = new OrderedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["kty"] = members["kty"],
            ["use"] = "sig",
            ["alg"] = algorithm,
            ["kid"] = keyId,
        };
        foreach (var (name, value) in members)
        {
            published.TryAdd(name, value);
        }

        var privateKey = pair.ExportPkcs8PrivateKey();
        try
        {
            return new GeneratedKey(algorithm, keyId, JsonSerializer.Serialize(published), wrap(privateKey));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(privateKey);
        }
    }

    // RFC 7518 section 6.3.1.
    private static SortedDictionary<string, string> Members(RSA rsa)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new(StringComparer.Ordinal)
        {
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }

    // RFC 7518 section 6.2.1; the coordinates have their full length.
    private static SortedDictionary<string, string> Members(ECDsa curve)
    {
        var key = curve.ExportParameters(includePrivateParameters: false);
        return new(StringComparer.Ordinal)
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(key.Q.X),
            ["y"] = Base64Url.EncodeToString(key.Q.Y),
        };
    }
}
