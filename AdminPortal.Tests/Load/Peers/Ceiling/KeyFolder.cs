using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Ceiling;

/// <summary>The keys of a measurement, read once and kept parsed.</summary>
internal sealed class KeyFolder(string folder)
{
    public SecurityKey Signing(string algorithm, string keyId) => algorithm switch
    {
        "RS256" => new RsaSecurityKey(Rsa("server-RS256")) { KeyId = keyId },
        "ES256" => new ECDsaSecurityKey(Curve("server-ES256")) { KeyId = keyId },
        _ => throw new NotSupportedException(algorithm),
    };

    public RSA Rsa(string name)
    {
        var key = RSA.Create();
        key.ImportFromPem(Read(name));
        return key;
    }

    public ECDsa Curve(string name)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(Read(name));
        return key;
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(folder, name + ".pem"));
}
