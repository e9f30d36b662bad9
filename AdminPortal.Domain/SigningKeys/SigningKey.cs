using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdminPortal.Domain.Administrators;

namespace AdminPortal.Domain.SigningKeys;

// This room owns the keys that sign access tokens. It protects their private halves: wrapped in the store, in the clear only in this
// process's memory, and never handed to another room. It must never decide what a token says.

/// <summary>A stored signing key: its public half as everybody may read it, its private half wrapped by Data Protection.</summary>
public sealed class SigningKey
{
    internal const int KeyBits = 2048;

    private const string RS256 = nameof(RS256);

    private SigningKey(string keyId, string algorithm, string publicJwk, byte[] wrappedPrivateKey, DateTimeOffset createdAt)
    {
        KeyId = keyId;
        Algorithm = algorithm;
        PublicJwk = publicJwk;
        WrappedPrivateKey = wrappedPrivateKey;
        CreatedAt = createdAt;
    }

    /// <summary>The key's thumbprint (RFC 7638), so that no two keys share an ID.</summary>
    public string KeyId { get; }

    public string Algorithm { get; }

    /// <summary>The JSON text that the key set publishes (RFC 7517).</summary>
    public string PublicJwk { get; }

    /// <summary>PKCS #8, wrapped.</summary>
    internal byte[] WrappedPrivateKey { get; }

    /// <summary>From then on the key set has it.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>Not before every verifier that keeps a copy of the key set has seen it.</summary>
    public DateTimeOffset MaySignFrom { get; private set; }

    public DateTimeOffset? SigningSince { get; private set; }

    /// <summary>From then on it signs nothing more; it is published until its last token has expired.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>When it was withdrawn in an emergency, and with it whatever it had signed.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Makes a new RSA key; <paramref name="wrap"/> sees its private half, which is then wiped.</summary>
    internal static SigningKey Generate(Func<byte[], byte[]> wrap, DateTimeOffset now)
    {
        using var rsa = RSA.Create(KeyBits);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var (n, e) = (Base64Url.EncodeToString(parameters.Modulus), Base64Url.EncodeToString(parameters.Exponent));
        var keyId = ThumbprintOf(n, e);
        var publicJwk = JsonSerializer.Serialize(new { kty = "RSA", use = "sig", alg = RS256, kid = keyId, n, e });
        var privateKey = rsa.ExportPkcs8PrivateKey();
        try
        {
            return new SigningKey(keyId, RS256, publicJwk, wrap(privateKey), now);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(privateKey);
        }
    }

    public override string ToString() => $"{nameof(SigningKey)} {KeyId}";

    // RFC 7638 section 3: the required members alone, in the order of their names, without blanks.
    private static string ThumbprintOf(string n, string e) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($"{{\"e\":\"{e}\",\"kty\":\"RSA\",\"n\":\"{n}\"}}")));
}

/// <summary>What can be asked for in this room.</summary>
internal static class SigningKeyActions
{
    public static PortalAction Create { get; } =
        new("Create", "Authentication Settings", "Signing Key", new Permission(PortalModule.SigningKeys, PermissionLevel.Full));
}
