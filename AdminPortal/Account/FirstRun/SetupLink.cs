using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AdminPortal.Account.FirstRun;

/// <summary>
/// The token that lets one person create the first administrator: 128 random bits, generated at each start, kept as a hash and in memory
/// only. It is sent in a link's fragment, which browsers do not transmit.
/// </summary>
internal sealed class SetupLink
{
    private const int TokenBytes = 16;

    private byte[]? _hash;

    public string Issue(string publicUrl)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        _hash = HashOf(token);
        return $"{publicUrl}/setup#token={token}";
    }

    public bool Accepts(string? token) =>
        Volatile.Read(ref _hash) is { } hash && CryptographicOperations.FixedTimeEquals(HashOf(token?.Trim() ?? ""), hash);

    public void Spend() => Volatile.Write(ref _hash, null);

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
