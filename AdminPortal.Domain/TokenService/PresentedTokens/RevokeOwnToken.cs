using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Requests;

namespace AdminPortal.Domain.TokenService.PresentedTokens;

/// <summary>
/// RFC 7009: a client revokes a token that was issued to it. The answer is the same whether there was such a token or not (section 2.2),
/// and so for a token of another client: what may not be revoked is silently left alone. The revocation goes through the journal's batch,
/// like tokens, because only there it is certain which tokens are active; and it is counted rather than audited: the token's record says
/// when it was revoked and by whom, and a program that revokes each of its tokens must neither hold up others nor flood the audit log.
/// </summary>
public sealed class RevokeOwnToken(PresentedTokenExchange exchange, TokenVerifier verifier, IssuanceJournal journal, PortalMetrics metrics)
{
    public Task<TokenStep<RevocationAnswer>> ExecuteAsync(PresentedRequest presented, CancellationToken cancellation) => exchange.RunAsync<RevocationAnswer>(
        presented,
        async (client, token) =>
        {
            if (await verifier.ReadAsync(token, cancellation) is { } verified
                && await journal.RevokeAsync(new TokenToRevoke(client.Id, verified.JwtId, verified.KeyId, verified.Algorithm)) == JournalOutcome.Recorded)
            {
                metrics.Revoked();
            }

            return RevocationAnswer.Done;
        },
        cancellation);
}

/// <summary>The only answer to a revocation.</summary>
public sealed class RevocationAnswer
{
    private RevocationAnswer()
    {
    }

    public static RevocationAnswer Done { get; } = new();
}
