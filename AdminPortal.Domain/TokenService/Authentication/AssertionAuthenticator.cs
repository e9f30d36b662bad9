using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using AdminPortal.Domain.TokenService.Rules.Requests;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// Verifies the assertion that a client presents (RFC 7523 section 3). Faults of its claims are reported before any client is looked up;
/// after that an unknown client, a disabled one and one with another key get the same answer, after the same look-ups and one signature
/// check. Two timing differences remain, both only for a client that exists: if several of its keys are candidates, each costs a check, and
/// an assertion by keys that are not cached waits for a fetch of the client's JWKS URL, at most once a minute. Replay is not checked here.
/// </summary>
public sealed class AssertionAuthenticator(
    ClientDirectory directory, FindPublishedKeys findPublishedKeys, VerificationTurns turns, TokenServiceOptions options, TimeProvider clock)
{
    public async ValueTask<TokenStep<AuthenticatedClient>> AuthenticateAsync(
        ClientCredentials.ByAssertion presented, string? source, CancellationToken cancellation)
    {
        var read = presented.Assertion.Read();
        if (read.Error is { } unreadable)
        {
            return unreadable with { ClientId = presented.PresentedClientId };
        }

        var claimed = presented.ClientId ?? read.Value.Subject ?? "";
        var expected = new AssertionExpectation(claimed, options.Issuer, options.Assertions, clock.GetUtcNow());
        var claims = ClientAssertionValidator.CheckClaims(read.Value, expected, source);
        var authenticated = claims.Error is { } wrong ? wrong : await AuthenticateAsync(claims.Value, cancellation);
        return authenticated.Error is { } error ? error with { ClientId = presented.PresentedClientId } : authenticated;
    }

    internal async ValueTask<TokenStep<AuthenticatedClient>> AuthenticateAsync(CheckedAssertion attempt, CancellationToken cancellation)
    {
        var authenticated = await LookUpAsync(attempt, cancellation);
        if (attempt.Assertion is { SignatureChecks: 0 } untried && NobodysKeys.For(untried.Algorithm, untried.SignatureLength) is { } nobody)
        {
            // Whether or not the client has a key for it, the cost is the same.
            using var turn = await turns.TakeAsync(attempt.Expected.ClientId, attempt.Source, cancellation);
            _ = untried.IsSignedBy(nobody);
        }

        return authenticated;
    }

    private async ValueTask<TokenStep<AuthenticatedClient>> LookUpAsync(CheckedAssertion attempt, CancellationToken cancellation)
    {
        if (!ClientId.TryParse(attempt.Expected.ClientId, out var clientId))
        {
            return Refusal("unknown client");
        }

        var client = await directory.FindAsync(clientId, cancellation);
        var atOnce = await VerifyAsync(attempt, client, cancellation);
        if (atOnce.Error is null)
        {
            return atOnce;
        }

        // As with secrets: a refusal is never based on a stale copy, and costs the store one read for every ID.
        var fresh = await directory.FindFreshAsync(clientId, cancellation);
        return ReferenceEquals(fresh, client) ? atOnce : await VerifyAsync(attempt, fresh, cancellation);
    }

    // The stored keys first, the published ones second: a client that moves from one to the other must not wait for an address that does
    // not answer. An unknown or disabled client causes no outgoing request.
    private async ValueTask<TokenStep<AuthenticatedClient>> VerifyAsync(CheckedAssertion attempt, ClientSnapshot? client, CancellationToken cancellation)
    {
        if (client is null)
        {
            return Refusal("unknown client");
        }

        var verified = await CheckAsync(attempt, client.Keys, null, cancellation);
        if (client.Status != ClientStatus.Active)
        {
            return (client.JwksUri is null ? verified.Error : null) ?? Refusal("client is inactive");
        }

        if (verified.Error is not null)
        {
            verified = await VerifyByPublishedAsync(attempt, client, cancellation);
        }

        return verified.Error is { } refusal
            ? refusal
            : new AuthenticatedClient(client, verified.Value.Key.CredentialId) { Assertion = verified.Value };
    }

    private async ValueTask<TokenStep<VerifiedAssertion>> VerifyByPublishedAsync(
        CheckedAssertion attempt, ClientSnapshot client, CancellationToken cancellation)
    {
        var published = await findPublishedKeys(client, attempt.Assertion.KeyId, null, cancellation);
        var verified = await VerifyByAsync(attempt, client, published, cancellation);
        if (verified.Error is null || (attempt.Assertion.KeyId is not null && published.Keys.All(key => key.KeyId is not null)))
        {
            return verified;
        }

        // Without a key ID, only a failed signature can reveal that the client has rotated its key.
        var newer = await findPublishedKeys(client, null, published, cancellation);
        return ReferenceEquals(newer, published) ? verified : await VerifyByAsync(attempt, client, newer, cancellation);
    }

    private async ValueTask<TokenStep<VerifiedAssertion>> VerifyByAsync(
        CheckedAssertion attempt, ClientSnapshot client, PublishedKeys published, CancellationToken cancellation)
    {
        List<AssertionKey> keys = [.. published.Keys.Select(AssertionKey.Of)];
        var registered = new RegisteredKeys(
            [.. client.Keys, .. keys],
            [.. client.Keys.Select(key => key.Name), .. published.KeyIds],
            client.JwksUri is null ? "no key is registered" : "no key of the client is known");
        var verified = await CheckAsync(attempt, keys, registered, cancellation);
        return verified.Error is { } refusal && published.Trouble is { } trouble
            ? refusal with { Reason = $"{refusal.Reason}; {trouble}" }
            : verified;
    }

    private async ValueTask<TokenStep<VerifiedAssertion>> CheckAsync(
        CheckedAssertion attempt, IReadOnlyList<AssertionKey> keys, RegisteredKeys? registered, CancellationToken cancellation)
    {
        using var turn = await turns.TakeAsync(attempt.Expected.ClientId, attempt.Source, cancellation);
        return AssertionSignature.Verify(attempt, keys, registered);
    }

    private static TokenError Refusal(string reason) => new(TokenErrorCode.InvalidClient, reason);
}
