using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ceiling;

/// <summary>The least that an assertion can cost: its signature by a key that is already parsed, its subject, its end.</summary>
internal sealed class AssertionCheck
{
    private delegate bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature);

    private readonly ThreadLocal<Verify> _verify;

    public AssertionCheck(KeyFolder keys, string algorithm) => _verify = new(() => algorithm == "RS256" ? OfRsa(keys) : OfCurve(keys));

    public string? ClientOf(string assertion)
    {
        var (first, last) = (assertion.IndexOf('.'), assertion.LastIndexOf('.'));
        var signed = Encoding.ASCII.GetBytes(assertion, 0, last);
        if (!_verify.Value!(signed, Base64Url.DecodeFromChars(assertion.AsSpan(last + 1))))
        {
            return null;
        }

        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(assertion.AsSpan(first + 1, last - first - 1)));
        return claims.RootElement.GetProperty("exp").GetInt64() > DateTimeOffset.UtcNow.ToUnixTimeSeconds()
            ? claims.RootElement.GetProperty("sub").GetString()
            : null;
    }

    private static Verify OfRsa(KeyFolder keys)
    {
        var key = keys.Rsa("client-RS256.pub");
        return (signed, signature) => key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static Verify OfCurve(KeyFolder keys)
    {
        var key = keys.Curve("client-ES256.pub");
        return (signed, signature) => key.VerifyData(signed, signature, HashAlgorithmName.SHA256);
    }
}
