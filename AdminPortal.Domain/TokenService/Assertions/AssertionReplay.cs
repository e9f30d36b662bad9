using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;

namespace AdminPortal.Domain.TokenService.Assertions;

/// <summary>
/// The last step of an authentication by which no token is asked for, and whose answer therefore rests on no record: the client is asked for
/// in the store itself, and an assertion used up durably, once, whoever comes with it and after whichever restart. The primary key over client
/// and <c>jti</c> has the last word.
/// </summary>
public sealed class AssertionReplay(IssuanceJournal journal, IClientStore clients)
{
    /// <summary>Whether it counts. An assertion without a <c>jti</c> cannot be told from another.</summary>
    /// <exception cref="System.Data.Common.DbException">The store does not take it.</exception>
    internal async Task<JournalOutcome> UseAsync(AuthenticatedClient authenticated, CancellationToken cancellation)
    {
        var client = authenticated.Client;
        if (UsedAssertion.Of(client.Id, authenticated.Assertion) is { } use)
        {
            return await journal.AppendAsync(client, use).AsTask().WaitAsync(cancellation);
        }

        return await clients.IsCurrentAsync(client.Id, client.AccessVersion) ? JournalOutcome.Recorded : JournalOutcome.ClientChanged;
    }
}
