using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AdminPortal.Domain.AccessTokens.Rules;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Domain.SigningKeys;

/// <summary>One key in use: it signs access tokens, and its private half stays here.</summary>
public sealed class TokenSigner
{
    // The size for RSA with 8192 bits.
    private const int MaxSignatureBytes = 1024;

    private const byte Dot = (byte)'.';

    // Never embedded in HTML: it is base64url-encoded.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SignatureProvider _signatures;
    private readonly byte[] _header;

    internal TokenSigner(SecurityKey key, string algorithm)
    {
        (Key, Algorithm) = (key, algorithm);
        _signatures = key.CryptoProviderFactory.CreateForSigning(key, algorithm, cacheProvider: false);
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = algorithm, kid = key.KeyId, typ = TokenContent.Type }, Plain);
        _header = [.. Encoding.ASCII.GetBytes(Base64Url.EncodeToString(header)), Dot];
    }

    public string KeyId => Key.KeyId;

    public string Algorithm { get; }

    internal SecurityKey Key { get; }

    /// <summary>The token in its compact form (RFC 7515 section 7.1), with the key's ID and algorithm in its header.</summary>
    public string Sign(ReadOnlySpan<byte> claims)
    {
        var longest = _header.Length + Base64Url.GetEncodedLength(claims.Length) + 1 + Base64Url.GetEncodedLength(MaxSignatureBytes);
        var rented = ArrayPool<byte>.Shared.Rent(longest);
        _header.CopyTo(rented.AsSpan());
        var signed = _header.Length + Base64Url.EncodeToUtf8(claims, rented.AsSpan(_header.Length));
        rented[signed] = Dot;
        var length = signed + 1 + EncodeSignature(rented.AsSpan(0, signed), rented.AsSpan(signed + 1));
        var token = Encoding.ASCII.GetString(rented, 0, length);
        ArrayPool<byte>.Shared.Return(rented);
        return token;
    }

    public override string ToString() => $"{nameof(TokenSigner)} {KeyId}";

    private int EncodeSignature(ReadOnlySpan<byte> input, Span<byte> destination)
    {
        Span<byte> signature = stackalloc byte[MaxSignatureBytes];
        return _signatures.Sign(input, signature, out var length)
            ? Base64Url.EncodeToUtf8(signature[..length], destination)
            : throw new InvalidOperationException($"The key {KeyId} does not sign.");
    }
}
