using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;

namespace AdminPortal.Tests.OAuth;

/// <summary>The test's own keys as a client publishes them (RFC 7517), each under a key ID and by the algorithm that it signs with.</summary>
internal static class KeySets
{
    public static string Of(params (string KeyId, string Algorithm)[] keys) =>
        new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => Jwk(key.KeyId, key.Algorithm))]) }.ToJsonString();

    public static JsonObject Jwk(string keyId, string algorithm)
    {
        var jwk = algorithm switch
        {
            "RS256" or "PS256" => Rsa(KeyPairs.Rsa.ExportParameters(includePrivateParameters: false)),
            "ES256" => Curve("P-256", KeyPairs.P256),
            "ES384" => Curve("P-384", KeyPairs.P384),
            _ => new() { ["kty"] = "OKP", ["crv"] = "Ed25519", ["x"] = Encode(KeyPairs.Ed25519Key.GeneratePublicKey().GetEncoded()) },
        };
        jwk["kid"] = keyId;
        return jwk;
    }

    /// <summary>A whole answer of a key server; <paramref name="maxAge"/> in seconds.</summary>
    public static string Answer(string body, int? maxAge = null) =>
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
        + (maxAge is { } seconds ? $"Cache-Control: max-age={seconds}\r\n" : "")
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static JsonObject Rsa(RSAParameters key) => new() { ["kty"] = "RSA", ["n"] = Encode(key.Modulus!), ["e"] = Encode(key.Exponent!) };

    private static JsonObject Curve(string name, ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new() { ["kty"] = "EC", ["crv"] = name, ["x"] = Encode(point.X!), ["y"] = Encode(point.Y!) };
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
