using System.Buffers.Text;
using System.Security.Cryptography;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

/// <summary>Key sets as strangers publish them, and as a visit brings them home.</summary>
internal static class PublishedKeys
{
    private static readonly ECDsa Pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static VerificationKey Key { get; } = VerificationKey.FromSubjectPublicKeyInfo(Pair.ExportSubjectPublicKeyInfo()).Value;

    public static string Json(string keyId = "k1")
    {
        var point = Pair.ExportParameters(false).Q;
        return $$"""{"keys":[{"kty":"EC","crv":"P-256","kid":"{{keyId}}","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}]}""";
    }

    public static JwksFetchOutcome.Fetched Set(TimeSpan? maxAge, params string?[] keyIds) =>
        new(new JwkSet([.. keyIds.Select(keyId => new PublishedKey(keyId, null, Key))], []), maxAge, 200, "application/json", 100);

    public static JwksFetchOutcome Down { get; } = new JwksFetchOutcome.Failed(new JwksFailure.ConnectionRefused());
}
