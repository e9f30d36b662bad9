using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.TokenService.Assertions;
using AdminPortal.Domain.TokenService.Requests;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// Verifies the assertion that a client presents (RFC 7523 section 3). What is wrong with its claims is said before anybody is looked up;
/// after that an unknown client, a disabled one and one with another key get the same answer, by the same look-ups and the same number of
/// signature checks. Two differences remain, and both need a client that exists: an assertion without a <c>kid</c> costs a check for each
/// suitable key, and one for keys that are not held waits for a visit to the client's JWKS URL, once a minute at most. Whether the assertion
/// was used before is not judged here.
/// </summary>
public sealed class AssertionAuthenticator(
    ClientDirectory directory, FindPublishedKeys findPublishedKeys, TokenServiceOptions options, TimeProvider clock)
{
    public async ValueTask<TokenStep<AuthenticatedClient>> AuthenticateAsync(
        ClientCredentials.ByAssertion presented, CancellationToken cancellation)
    {
        var read = presented.Assertion.Read();
        if (read.Error is { } unreadable)
        {
            return unreadable with { ClientId = presented.PresentedClientId };
        }

        var claimed = presented.ClientId ?? read.Value.Subject ?? "";
        var expected = new AssertionExpectation(claimed, options.Issuer, options.Assertions, clock.GetUtcNow());
        var authenticated = ClientAssertionValidator.CheckClaims(read.Value, expected) is { } wrong
            ? wrong
            : await AuthenticateAsync(read.Value, expected, cancellation);
        return authenticated.Error is { } error ? error with { ClientId = presented.PresentedClientId } : authenticated;
    }

    internal async ValueTask<TokenStep<AuthenticatedClient>> AuthenticateAsync(
        ClientAssertion assertion, AssertionExpectation expected, CancellationToken cancellation)
    {
        if (!ClientId.TryParse(expected.ClientId, out var clientId))
        {
            return await VerifyAsync(assertion, expected, null, cancellation);
        }

        var atOnce = await VerifyAsync(assertion, expected, await directory.FindAsync(clientId, cancellation), cancellation);
        // As with secrets: a "no" is never said by an old copy, and costs the store one read for every ID.
        return atOnce.Error is null
            ? atOnce
            : await VerifyAsync(assertion, expected, await directory.FindFreshAsync(clientId, cancellation), cancellation);
    }

    // Two steps, the second by the published keys; whoever is none of ours, or may not come in, costs as much without a visit to anybody.
    private async ValueTask<TokenStep<AuthenticatedClient>> VerifyAsync(
        ClientAssertion assertion, AssertionExpectation expected, ClientSnapshot? client, CancellationToken cancellation)
    {
        var verified = ClientAssertionValidator.Verify(assertion, expected, client?.Keys ?? []);
        if (client is not { Status: ClientStatus.Active })
        {
            _ = ClientAssertionValidator.Verify(assertion, expected, []);
            return client is null
                ? new TokenError(TokenErrorCode.InvalidClient, "unknown client")
                : (client.JwksUri is null ? verified.Error : null) ?? new TokenError(TokenErrorCode.InvalidClient, "client is inactive");
        }

        if (verified.Error is not null)
        {
            verified = await VerifyByPublishedAsync(assertion, expected, client, cancellation);
        }

        return verified.Error is { } refusal
            ? refusal
            : new AuthenticatedClient(client, verified.Value.Key.CredentialId) { Assertion = verified.Value };
    }

    // Stored keys have had their turn: a client that moves from them to a JWKS URL must not wait for an address that does not answer.
    private async ValueTask<TokenStep<VerifiedAssertion>> VerifyByPublishedAsync(
        ClientAssertion assertion, AssertionExpectation expected, ClientSnapshot client, CancellationToken cancellation)
    {
        var published = await findPublishedKeys(client, assertion.KeyId, null, cancellation);
        var verified = VerifyBy(assertion, expected, client, published);
        if (verified.Error is null || assertion.KeyId is not null)
        {
            return verified;
        }

        // No unknown key ID tells that the client has a new key: only the signature does.
        var newer = await findPublishedKeys(client, null, published, cancellation);
        return ReferenceEquals(newer, published) ? verified : VerifyBy(assertion, expected, client, newer);
    }

    private static TokenStep<VerifiedAssertion> VerifyBy(
        ClientAssertion assertion, AssertionExpectation expected, ClientSnapshot client, PublishedKeys published)
    {
        List<AssertionKey> keys = [.. published.Keys.Select(AssertionKey.Of)];
        var registered = new RegisteredKeys(
            [.. client.Keys, .. keys],
            [.. client.Keys.Select(key => key.Name), .. published.KeyIds],
            client.JwksUri is null ? "no key is registered" : "no key of the client is known");
        var verified = ClientAssertionValidator.Verify(assertion, expected, keys, registered);
        return verified.Error is { } refusal && published.Trouble is { } trouble
            ? refusal with { Reason = $"{refusal.Reason}; {trouble}" }
            : verified;
    }
}
