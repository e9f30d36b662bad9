using System.Data.Common;
using System.Runtime.CompilerServices;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService.Assertions;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.Requests;

namespace AdminPortal.Domain.TokenService;

/// <summary>The token endpoint's steps in the order of RFC 6749 section 4.4: read, authenticate, decide, record, write.</summary>
public sealed class IssueAccessToken(
    ClientAuthenticator authenticator,
    ClientDirectory directory,
    SigningKeyRing keys,
    AccessTokenWriter writer,
    IssuanceJournal journal,
    LastUsedMarks lastUsed,
    PortalMetrics metrics,
    TimeProvider clock)
{
    private const string ClientCredentialsGrant = "client_credentials";

    private const int Attempts = 3;

    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(5);

    public async Task<TokenStep<AccessToken>> ExecuteAsync(PresentedRequest presented, CancellationToken cancellation)
    {
        var request = TokenRequest.Parse(presented);
        if (request.Error is { } malformed)
        {
            return malformed;
        }

        var token = await IssueAsync(request.Value, presented.SourceAddress, cancellation);
        if (token.Error is { } refusal)
        {
            return Describe(refusal, request.Value);
        }

        metrics.Issued(request.Value.Method);
        return token;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TokenStep<AccessToken>> IssueAsync(TokenRequest request, string? source, CancellationToken cancellation)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var token = await TryIssueAsync(request, source, cancellation);
                if (token is { } done)
                {
                    return done;
                }

                if (attempt == Attempts)
                {
                    return new TokenError(TokenErrorCode.StoreUnavailable, "the client, the catalogue or the signing key is being changed again and again") { RetryAfter = StorePause };
                }
            }
        }
        catch (DbException fault)
        {
            var reason = $"the store does not answer: {fault.Message}";
            return new TokenError(TokenErrorCode.StoreUnavailable, reason) { RetryAfter = StorePause };
        }
    }

    // Null when the client, the catalogue or the key was changed between being read and the record: what was decided does not hold any more.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TokenStep<AccessToken>?> TryIssueAsync(TokenRequest request, string? source, CancellationToken cancellation)
    {
        var authenticated = await authenticator.AuthenticateAsync(request.Credentials, source, cancellation);
        if (authenticated.Error is { } stranger)
        {
            return stranger;
        }

        var client = authenticated.Value.Client;
        if (request.GrantType != ClientCredentialsGrant)
        {
            return new TokenError(TokenErrorCode.UnsupportedGrantType, "the grant type is not client_credentials")
            {
                ClientId = client.Id.Value,
                IsProved = true,
            };
        }

        var grant = client.Held.Decide(request.Scope, request.Targets);
        return grant.Error is { } beyond
            ? beyond with { ClientId = client.Id.Value, IsProved = true }
            : await RecordAndSignAsync(authenticated.Value, grant.Value, source);
    }

    // Not ended by a caller who gave up: what is being written is written within moments, and nobody would know what became of it.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TokenStep<AccessToken>?> RecordAndSignAsync(AuthenticatedClient authenticated, AccessTokenGrant grant, string? source)
    {
        var client = authenticated.Client;
        var draft = writer.Draft(client, grant, clock.GetUtcNow());
        // The use of the assertion goes last of all, with the token: a request that fails for another reason may be sent again as it is.
        var recording = journal.AppendAsync(
            client, draft.Record(authenticated.CredentialId, source), UsedAssertion.Of(client.Id, authenticated.Assertion));
        // Signed while the disk is at work. What fails after this leaves a record of a token that nobody has.
        var token = draft.Sign();
        switch (await recording)
        {
            case JournalOutcome.Recorded:
                // Not before: whoever comes with a used assertion is not the one who used it.
                lastUsed.Note(authenticated, source);
                return token;
            case JournalOutcome.AssertionUsed:
                return new TokenError(TokenErrorCode.InvalidClient, "the assertion was used before (jti)") { ClientId = client.Id.Value };
            case JournalOutcome.KeyWithdrawn:
                await keys.ReplaceAsync(draft.KeyId);
                return null;
            default:
                directory.Forget(client);
                return null;
        }
    }

    private static TokenError Describe(TokenError refusal, TokenRequest request) =>
        refusal with { ClientId = refusal.ClientId ?? request.Credentials.PresentedClientId, Method = request.Method };
}
