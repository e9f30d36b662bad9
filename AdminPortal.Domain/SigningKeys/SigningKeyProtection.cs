using System.Security.Cryptography;
using AdminPortal.Domain.SigningKeys.Rules;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Domain.SigningKeys;

/// <summary>
/// Wraps private halves for the store and unwraps them for signing. Data Protection may write its own key ring meanwhile, which needs the
/// writers' gate: so nothing is wrapped or unwrapped within a change (deadlock).
/// </summary>
public sealed class SigningKeyProtection(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("AdminPortal.SigningKeys");

    internal GeneratedKey Generate(string algorithm) => GeneratedKey.Generate(algorithm, _protector.Protect);

    /// <summary>The key ready for signing. It is never disposed: a request may be signing with it when another replaces it.</summary>
    internal TokenSigner Unwrap(SigningKey key)
    {
        var privateKey = _protector.Unprotect(key.WrappedPrivateKey);
        try
        {
            return new TokenSigner(Import(key, privateKey), key.Algorithm);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(privateKey);
        }
    }

    private static SecurityKey Import(SigningKey key, byte[] privateKey)
    {
        if (key.Algorithm != SigningAlgorithms.ES256)
        {
            var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(privateKey, out _);
            return new RsaSecurityKey(rsa) { KeyId = key.KeyId };
        }

        var curve = ECDsa.Create();
        curve.ImportPkcs8PrivateKey(privateKey, out _);
        return new ECDsaSecurityKey(curve) { KeyId = key.KeyId };
    }
}
