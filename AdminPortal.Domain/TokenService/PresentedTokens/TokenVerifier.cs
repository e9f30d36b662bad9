using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Assertions.Jose;
using AdminPortal.Domain.TokenService.Rules.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Domain.TokenService.PresentedTokens;

/// <summary>
/// Tells a token that we signed from every other text. It is read strictly first, so that one token has one form; of its claims only issuer
/// and ID are looked at, for the record knows the rest.
/// </summary>
public sealed class TokenVerifier(SigningKeyRing keys, PortalStore store, TokenServiceOptions options)
{
    /// <summary>Null when the token is none of ours.</summary>
    internal async Task<VerifiedToken?> ReadAsync(PresentedToken presented, CancellationToken cancellation) =>
        presented.Read() is { Header.KeyId: { } keyId } token
        && MediaType.AreSame(token.Header.Type, TokenContent.Type)
        && token.Payload.Text("iss") == options.Issuer
        && Guid.TryParseExact(token.Payload.Text("jti"), "D", out var jwtId)
        && await FindKeyAsync(keyId, cancellation) is { } key
        && IsSignedBy(key, token)
            ? new VerifiedToken(jwtId, keyId, token.Header.Algorithm)
            : null;

    // A key that was withdrawn signs for nothing any more, yet it tells that a token was ours: whoever asks about that one is not guessing.
    private async Task<SecurityKey?> FindKeyAsync(string keyId, CancellationToken cancellation)
    {
        if (keys.FindVerificationKey(keyId) is { } current)
        {
            return current;
        }

        await using var db = await store.ReadAsync(cancellation);
        var jwk = await db.SigningKeys.Where(key => key.KeyId == keyId).Select(key => key.PublicJwk).SingleOrDefaultAsync(cancellation);
        return jwk is null ? null : new JsonWebKey(jwk);
    }

    private static bool IsSignedBy(SecurityKey key, CompactJws token)
    {
        var (factory, algorithm) = (key.CryptoProviderFactory, token.Header.Algorithm);
        // An empty signature is no signature to the library either, but an exception.
        if (token.Signature.Length == 0
            || !SigningAlgorithms.All.Contains(algorithm, StringComparer.Ordinal)
            || !factory.IsSupportedAlgorithm(algorithm, key))
        {
            return false;
        }

        var verifier = factory.CreateForVerifying(key, algorithm);
        try
        {
            return verifier.Verify(token.SigningInput, token.Signature);
        }
        finally
        {
            factory.ReleaseSignatureProvider(verifier);
        }
    }
}
