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
/// Distinguishes tokens that this portal signed from every other text. Parsing is strict, so that one token has one form; of its claims
/// only issuer and ID are read, because the record has the rest.
/// </summary>
public sealed class TokenVerifier(SigningKeyRing keys, PortalStore store, TokenServiceOptions options)
{
    /// <summary>Null when the token is not one of ours.</summary>
    internal async Task<VerifiedToken?> ReadAsync(PresentedToken presented, CancellationToken cancellation) =>
        presented.Read() is { Header.KeyId: { } keyId } token
        && MediaType.AreSame(token.Header.Type, TokenContent.Type)
        && token.Payload.Text("iss") == options.Issuer
        && Guid.TryParseExact(token.Payload.Text("jti"), "D", out var jwtId)
        && await FindKeyAsync(keyId, cancellation) is { } key
        && IsSignedBy(key, token)
            ? new VerifiedToken(jwtId, keyId, token.Header.Algorithm)
            : null;

    // A withdrawn key no longer verifies tokens, yet it identifies one as ours: asking about such a token is not guessing.
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
        // The library throws on an empty signature instead of rejecting it.
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
