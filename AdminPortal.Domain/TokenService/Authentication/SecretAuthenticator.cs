using System.Security.Cryptography;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using AdminPortal.Domain.TokenService.Rules.Requests;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// Verifies the secret that a client presents. Every failure takes the same work and gets the same answer, so that neither wording nor
/// timing distinguishes an unknown client from a disabled one or a wrong secret from an expired one; the true reason goes to the log.
/// </summary>
public sealed class SecretAuthenticator(ClientDirectory directory, TimeProvider clock)
{
    private static readonly byte[] NobodysDigest = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    public async ValueTask<TokenStep<AuthenticatedClient>> AuthenticateAsync(ClientCredentials.BySecret presented, CancellationToken cancellation)
    {
        var digest = presented.Secret.Digest();
        if (!ClientId.TryParse(presented.ClientId, out var clientId))
        {
            return Refusal(presented, null, Match(null, digest));
        }

        var client = await directory.FindAsync(clientId, cancellation);
        if (Verify(client, Match(client, digest)) is { } atOnce)
        {
            return atOnce;
        }

        // A refusal is never based on a stale copy. It also makes a failure cost the store one read for every ID: without it, the ID of an
        // active client would be refused faster than an unknown one (timing).
        client = await directory.FindFreshAsync(clientId, cancellation);
        var matched = Match(client, digest);
        return Verify(client, matched) is { } verified ? verified : Refusal(presented, client, matched);
    }

    // The same number of comparisons for everyone: as many as a client can hold secrets.
    private static SecretSnapshot? Match(ClientSnapshot? client, byte[] digest)
    {
        SecretSnapshot? matched = null;
        for (var slot = 0; slot < ClientSecrets.Limit; slot++)
        {
            var held = slot < client?.Secrets.Count ? client.Secrets[slot] : null;
            if (CryptographicOperations.FixedTimeEquals(held?.Digest ?? NobodysDigest, digest))
            {
                matched = held;
            }
        }

        return matched;
    }

    private AuthenticatedClient? Verify(ClientSnapshot? client, SecretSnapshot? matched) =>
        client is { Status: ClientStatus.Active } && matched is not null && !matched.HasExpiredAt(clock.GetUtcNow())
            ? new AuthenticatedClient(client, matched.Id)
            : null;

    private TokenError Refusal(ClientCredentials.BySecret presented, ClientSnapshot? client, SecretSnapshot? matched)
    {
        var isWellFormed = presented.Secret.IsWellFormed;
        var reason = (client, matched) switch
        {
            (null, _) => "unknown client",
            (_, null) => isWellFormed ? "wrong secret" : "malformed secret: its checksum is wrong, so it was truncated or mistyped",
            (_, { } expired) when expired.HasExpiredAt(clock.GetUtcNow()) => $"secret {expired.Hint}... expired on {UtcText.Of(expired.ExpiresAt)}",
            _ => "client is inactive",
        };
        return new TokenError(TokenErrorCode.InvalidClient, reason) { IsProved = matched is not null };
    }
}
