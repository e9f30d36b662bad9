using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.TokenService.Journal;

namespace AdminPortal.Domain.TokenService.Assertions;

/// <summary>
/// The last step of an assertion that no token is asked for with: used up durably, once, whoever comes with it and after whichever
/// restart. The primary key over client and <c>jti</c> has the last word.
/// </summary>
public sealed class AssertionReplay(IssuanceJournal journal)
{
    /// <summary>False when the assertion was used before. One without a <c>jti</c> cannot be told from another.</summary>
    /// <exception cref="System.Data.Common.DbException">The store does not take it.</exception>
    public async Task<bool> TryUseAsync(ClientId clientId, VerifiedAssertion assertion, CancellationToken cancellation) =>
        UsedAssertion.Of(clientId, assertion) is not { } use
        || await journal.AppendAsync(use).AsTask().WaitAsync(cancellation) == JournalOutcome.Recorded;
}
