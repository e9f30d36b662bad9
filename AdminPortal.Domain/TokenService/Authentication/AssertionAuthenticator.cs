using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.TokenService.Assertions;
using AdminPortal.Domain.TokenService.Requests;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// Verifies the assertion that a client presents (RFC 7523 section 3). What is wrong with its claims is said before anybody is looked up;
/// after that an unknown client, a disabled one and one with another key get the same answer, by the same look-ups and a signature check
/// each. Whether the assertion was used before is not judged here.
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
            return unreadable with { ClientId = presented.ClientId };
        }

        var claimed = presented.ClientId ?? read.Value.Subject ?? "";
        var expected = new AssertionExpectation(claimed, options.Issuer, options.Assertions, clock.GetUtcNow());
        var authenticated = ClientAssertionValidator.CheckClaims(read.Value, expected) is { } wrong
            ? wrong
            : await AuthenticateAsync(read.Value, expected, cancellation);
        return authenticated.Error is { } error ? error with { ClientId = claimed } : authenticated;
    }

    private async ValueTask<TokenStep<AuthenticatedClient>> AuthenticateAsync(
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

    private async ValueTask<TokenStep<AuthenticatedClient>> VerifyAsync(
        ClientAssertion assertion, AssertionExpectation expected, ClientSnapshot? client, CancellationToken cancellation)
    {
        var verified = ClientAssertionValidator.Verify(assertion, expected, client?.Keys ?? []);
        if (client is null)
        {
            return new TokenError(TokenErrorCode.InvalidClient, "unknown client");
        }

        if (client.Status != ClientStatus.Active)
        {
            return verified.Error ?? new TokenError(TokenErrorCode.InvalidClient, "client is inactive");
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
        var published = await findPublishedKeys(client, assertion.KeyId, cancellation);
        var verified = ClientAssertionValidator.Verify(
            assertion, expected, [.. client.Keys, .. published.Keys.Select(AssertionKey.Of)]);
        return verified.Error is { } refusal && published.Trouble is { } trouble
            ? refusal with { Reason = $"{refusal.Reason}; {trouble}" }
            : verified;
    }
}
