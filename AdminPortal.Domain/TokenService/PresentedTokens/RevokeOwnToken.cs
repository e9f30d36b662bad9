using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Requests;

namespace AdminPortal.Domain.TokenService.PresentedTokens;

/// <summary>
/// RFC 7009: a client ends the life of a token that was issued to it. The answer is the same whether there was such a token or not
/// (section 2.2), and so for one of another client: what cannot be revoked is left alone without a word. It goes the way of the tokens, in
/// the journal's batch, which alone knows what lives; and it is counted rather than audited: the token's own record says when it ended and by
/// whom, and a program that revokes each of its tokens must neither hold up the others nor fill the log of what people did.
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

/// <summary>All that is ever said of a revocation.</summary>
public sealed class RevocationAnswer
{
    private RevocationAnswer()
    {
    }

    public static RevocationAnswer Done { get; } = new();
}
