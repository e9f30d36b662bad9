using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using AdminPortal.Domain.TokenService.Rules.Requests;

namespace AdminPortal.Domain.TokenService.PresentedTokens;

// This room owns what clients may do with a presented token: introspect it (RFC 7662) or revoke it (RFC 7009). It protects the tokens of
// others: a client that is not entitled to one gets exactly the answer for a token that does not exist. It must never trust a token before
// its signature is verified, nor store one.

/// <summary>
/// An exchange in which no token is asked for, and whose answer therefore rests on no record: the client is asked for in the store itself, and
/// an assertion used up durably, once, whoever comes with it and after whichever restart. The primary key over client and <c>jti</c> has the
/// last word. That comes before the answer: an assertion that comes again must do nothing again.
/// </summary>
public sealed class PresentedTokenExchange(AuthenticatedExchange exchange, IssuanceJournal journal, IClientStore clients)
{
    internal async Task<TokenStep<T>> RunAsync<T>(
        PresentedRequest presented, Func<ClientSnapshot, PresentedToken, Task<T>> answer, CancellationToken cancellation)
        where T : class
    {
        var request = RequestAboutToken.Parse(presented);
        return request.Error is { } malformed
            ? malformed
            : await exchange.RunAsync(request.Value, request.Value.Token, AnswerAsync, cancellation);

        async ValueTask<Answered<T>> AnswerAsync(AuthenticatedClient authenticated, PresentedToken token)
        {
            var outcome = await UseAsync(authenticated, cancellation);
            return new Answered<T>(outcome == JournalOutcome.Recorded ? await answer(authenticated.Client, token) : default(TokenStep<T>), outcome);
        }
    }

    // An assertion without a jti cannot be told from another.
    private async Task<JournalOutcome> UseAsync(AuthenticatedClient authenticated, CancellationToken cancellation)
    {
        var client = authenticated.Client;
        if (UsedAssertion.Of(client.Id, authenticated.Assertion) is { } use)
        {
            return await journal.AppendAsync(client, use).AsTask().WaitAsync(cancellation);
        }

        return await clients.IsCurrentAsync(client.Id, client.AccessVersion) ? JournalOutcome.Recorded : JournalOutcome.ClientChanged;
    }
}
