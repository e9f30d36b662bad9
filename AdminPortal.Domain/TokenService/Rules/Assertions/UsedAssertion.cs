using System.Security.Cryptography;
using System.Text;

namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// Replay record: a client has used a <c>jti</c> (RFC 7523 section 3, point 7). Half of its SHA-256 stands for it, so that every row is
/// small and of one size: a client that found a 128-bit collision would only have its own assertion refused. Other clients may use it too.
/// </summary>
public sealed class UsedAssertion(ClientId clientId, byte[] jwtIdDigest, DateTimeOffset rememberUntil)
{
    private const int DigestLength = 16;

    public ClientId ClientId { get; } = clientId;

    public byte[] JwtIdDigest { get; } = jwtIdDigest;

    /// <summary>From then on every node would reject the assertion as expired anyway.</summary>
    public DateTimeOffset RememberUntil { get; } = rememberUntil;

    /// <summary>Null for an assertion without a <c>jti</c>.</summary>
    internal static UsedAssertion? Of(ClientId clientId, VerifiedAssertion? verified) => verified?.JwtId is { } jwtId
        ? new UsedAssertion(clientId, DigestOf(jwtId), verified.RememberUntil)
        : null;

    public static byte[] DigestOf(string jwtId) => SHA256.HashData(Encoding.UTF8.GetBytes(jwtId))[..DigestLength];
}
