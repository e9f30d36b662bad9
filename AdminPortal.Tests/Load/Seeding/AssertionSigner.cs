using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>Signs client assertions of RFC 7523, each with a <c>jti</c> of its own. A signer belongs to one thread.</summary>
internal sealed class AssertionSigner(string clientId, string privateKeyFile, string algorithm, string audience, TimeSpan lifetime) : IDisposable
{
    private readonly string _header = Base64Url.EncodeToString(
        JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, typ = "client-authentication+jwt" }));

    private readonly AsymmetricAlgorithm _key = Read(privateKeyFile, algorithm);

    public string Sign(DateTimeOffset now)
    {
        var claims = new
        {
            iss = clientId,
            sub = clientId,
            aud = audience,
            jti = Guid.NewGuid().ToString(),
            iat = now.ToUnixTimeSeconds(),
            exp = (now + lifetime).ToUnixTimeSeconds(),
        };
        var signed = $"{_header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = _key is RSA rsa
            ? rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : ((ECDsa)_key).SignData(bytes, algorithm == "ES384" ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public void Dispose() => _key.Dispose();

    private static AsymmetricAlgorithm Read(string file, string algorithm)
    {
        AsymmetricAlgorithm key = algorithm == "RS256" ? RSA.Create() : ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }
}
