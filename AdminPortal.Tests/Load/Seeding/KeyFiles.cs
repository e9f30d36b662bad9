using System.Security.Cryptography;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>
/// Key pairs as PEM files: <c>server-RS256.pem</c> signs tokens of the peers, <c>client-RS256.pem</c> assertions,
/// <c>stranger-ES384.pem</c> those of nobody's client; <c>.pub.pem</c> is the public half.
/// </summary>
internal static class KeyFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int RsaBits = 2048;

    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var owner in new[] { "server", "client" })
        {
            using var rsa = RSA.Create(RsaBits);
            Write(folder, $"{owner}-RS256", rsa);
            using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Write(folder, $"{owner}-ES256", curve);
        }

        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Write(folder, "stranger-ES384", stranger);
    }

    private static void Write(string folder, string name, AsymmetricAlgorithm key)
    {
        var file = Path.Combine(folder, name + ".pem");
        if (File.Exists(file))
        {
            return;
        }

        File.WriteAllText(Path.Combine(folder, name + ".pub.pem"), key.ExportSubjectPublicKeyInfoPem());
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(file, OwnerOnly);
    }
}
