using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace OpenIddictPeer;

/// <summary>What a measurement tells this server through its environment.</summary>
internal sealed record PeerSettings(string Port, string Algorithm, string Keys, JsonElement Clients, string Issuer, string Database)
{
    public static PeerSettings FromEnvironment() => new(
        Setting("PORT"),
        Setting("ALGORITHM"),
        Setting("KEYS"),
        JsonDocument.Parse(File.ReadAllText(Setting("CLIENTS"))).RootElement,
        Setting("ISSUER"),
        Setting("DATABASE"));

    public SecurityKey SigningKey() => Read($"server-{Algorithm}");

    public JsonWebKeySet ClientKeys()
    {
        var key = Read($"client-{Algorithm}.pub");
        return new JsonWebKeySet
        {
            Keys =
            {
                key is RsaSecurityKey rsa
                    ? JsonWebKeyConverter.ConvertFromRSASecurityKey(rsa)
                    : JsonWebKeyConverter.ConvertFromECDsaSecurityKey((ECDsaSecurityKey)key),
            },
        };
    }

    private SecurityKey Read(string name)
    {
        var pem = File.ReadAllText(Path.Combine(Keys, name + ".pem"));
        if (Algorithm == "RS256")
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new RsaSecurityKey(rsa) { KeyId = name };
        }

        var curve = ECDsa.Create();
        curve.ImportFromPem(pem);
        return new ECDsaSecurityKey(curve) { KeyId = name };
    }

    private static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
}
