using System.Runtime.CompilerServices;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using AdminPortal.Domain.TokenService.Rules.Requests;

namespace AdminPortal.Domain.TokenService;

/// <summary>The token endpoint's steps in the order of RFC 6749 section 4.4: read, authenticate, decide, record, write.</summary>
public sealed class IssueAccessToken(
    AuthenticatedExchange exchange,
    SigningKeyRing keys,
    IssuanceJournal journal,
    TokenServiceOptions options,
    PortalMetrics metrics,
    TimeProvider clock)
{
    public async Task<TokenStep<AccessToken>> ExecuteAsync(PresentedRequest presented, CancellationToken cancellation)
    {
        var request = TokenRequest.Parse(presented);
        if (request.Error is { } malformed)
        {
            return malformed;
        }

        var token = await exchange.RunAsync(
            request.Value,
            (Self: this, Request: request.Value),
            static (client, asked) => asked.Self.IssueAsync(client, asked.Request),
            cancellation);
        if (token.Error is null)
        {
            metrics.Issued(request.Value.Method);
        }

        return token;
    }

    // Not cancelled by a caller who gives up: the write takes moments, and otherwise its outcome would be unknown.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Answered<AccessToken>> IssueAsync(AuthenticatedClient authenticated, TokenRequest request)
    {
        if (request.GrantType != TokenRequest.ClientCredentialsGrant)
        {
            return new TokenError(TokenErrorCode.UnsupportedGrantType, $"the grant type is not {TokenRequest.ClientCredentialsGrant}");
        }

        var client = authenticated.Client;
        var grant = client.Held.Decide(request.Scope, request.Targets);
        if (grant.Error is { } beyond)
        {
            return beyond;
        }

        var draft = new AccessTokenDraft(keys.Current, options.Issuer, grant.Value, client, clock.GetUtcNow());
        // The assertion is used up last of all, together with the token: a request that fails for another reason may be retried unchanged.
        var recording = journal.AppendAsync(
            client, draft.Record(authenticated.CredentialId, request.SourceAddress), UsedAssertion.Of(client.Id, authenticated.Assertion));
        // Signed while the disk syncs. A failure after this leaves a record of a token that nobody received.
        var token = draft.Sign();
        var outcome = await recording;
        if (outcome == JournalOutcome.KeyWithdrawn)
        {
            await keys.ReplaceAsync(draft.KeyId);
        }

        return new Answered<AccessToken>(token, outcome);
    }
}
