using System.Data.Common;
using AdminPortal.Domain.TokenService.Assertions;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Requests;

namespace AdminPortal.Domain.TokenService;

/// <summary>The token endpoint's steps in the order of RFC 6749 section 4.4: read, authenticate, decide, write.</summary>
public sealed class IssueAccessToken(
    ClientAuthenticator authenticator,
    CatalogueDirectory catalogue,
    AssertionReplay replay,
    AccessTokenWriter writer,
    LastUsedMarks lastUsed,
    AuthenticationThrottle throttle,
    TimeProvider clock)
{
    private const string ClientCredentialsGrant = "client_credentials";

    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(5);

    public async Task<TokenStep<AccessToken>> ExecuteAsync(PresentedRequest presented, CancellationToken cancellation)
    {
        var request = TokenRequest.Parse(presented);
        if (request.Error is { } malformed)
        {
            return throttle.Count(malformed, presented);
        }

        var token = await IssueAsync(request.Value, presented.SourceAddress, cancellation);
        return token.Error is { } refusal ? throttle.Count(Describe(refusal, request.Value), presented) : token;
    }

    private async Task<TokenStep<AccessToken>> IssueAsync(TokenRequest request, string? source, CancellationToken cancellation)
    {
        try
        {
            var authenticated = await authenticator.AuthenticateAsync(request.Credentials, cancellation);
            if (authenticated.Error is { } stranger)
            {
                return stranger;
            }

            var client = authenticated.Value.Client;
            lastUsed.Note(authenticated.Value, source);
            if (request.GrantType != ClientCredentialsGrant)
            {
                return new TokenError(TokenErrorCode.UnsupportedGrantType, "the grant type is not client_credentials") { ClientId = client.Id.Value };
            }

            var grant = AccessTokenGrant.Decide(client, await catalogue.CurrentAsync(cancellation), request.Scope, request.Targets);
            if (grant.Error is { } beyond)
            {
                return beyond with { ClientId = client.Id.Value };
            }

            // Last of all: a request that fails for another reason may be sent again as it is.
            return authenticated.Value.Assertion is { } assertion && !await replay.TryUseAsync(client.Id, assertion, cancellation)
                ? new TokenError(TokenErrorCode.InvalidClient, "the assertion was used before (jti)") { ClientId = client.Id.Value }
                : writer.Write(client, grant.Value, clock.GetUtcNow());
        }
        catch (DbException fault)
        {
            var reason = $"the store does not answer: {fault.Message}";
            return new TokenError(TokenErrorCode.StoreUnavailable, reason) { RetryAfter = StorePause };
        }
    }

    private static TokenError Describe(TokenError refusal, TokenRequest request) =>
        refusal with { ClientId = refusal.ClientId ?? request.Credentials.PresentedClientId, Method = request.Method };
}
