using System.Text;
using System.Text.Json.Nodes;
using static AdminPortal.Tests.Domain.ApiClients.PublicKeys.PublishedVectors;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks;

/// <summary>Valid keys of RFC 7517 appendix A.1, RFC 7515 appendix A.3 and RFC 8037 appendix A, to break one thing in.</summary>
internal static class Jwk
{
    public static JsonObject Rsa => new()
    {
        ["kty"] = "RSA",
        ["n"] = Rfc7638Modulus,
        ["e"] = "AQAB",
        ["alg"] = "RS256",
        ["kid"] = "2011-04-29",
    };

    public static JsonObject Curve => new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Rfc7515A3X, ["y"] = Rfc7515A3Y, ["kid"] = "curve" };

    public static JsonObject Edwards => new() { ["kty"] = "OKP", ["crv"] = "Ed25519", ["x"] = Rfc8037X, ["kid"] = "edwards" };

    public static JsonObject With(this JsonObject key, string name, JsonNode? value)
    {
        key[name] = value;
        return key;
    }

    public static JsonObject Without(this JsonObject key, string name)
    {
        key.Remove(name);
        return key;
    }

    public static byte[] Set(params JsonNode?[] keys) => Encoding.UTF8.GetBytes(new JsonObject { ["keys"] = new JsonArray(keys) }.ToJsonString());

    /// <summary>Keys as they are written, for what a JSON writer would not write.</summary>
    public static byte[] SetOf(params string[] keys) => Encoding.UTF8.GetBytes($$"""{"keys":[{{string.Join(',', keys)}}]}""");
}
