using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenService.Assertions;

/// <summary>
/// The last step of an assertion: used up durably, once, whoever comes with it and after whichever restart. The primary key over client and
/// <c>jti</c> has the last word.
/// </summary>
public sealed class AssertionReplay(PortalStore store, TimeProvider clock)
{
    /// <summary>How many outlived rows go with each new one: more than come, so that the table stays as small as the time allows.</summary>
    internal const int Forgotten = 4;

    /// <summary>False when the assertion was used before. One without a <c>jti</c> cannot be told from another.</summary>
    public async Task<bool> TryUseAsync(ClientId clientId, VerifiedAssertion assertion, CancellationToken cancellation)
    {
        if (assertion.JwtId is not { } jwtId)
        {
            return true;
        }

        await using var change = await store.BeginChangeAsync(cancellation);
        var outlived = change.Db.UsedAssertions
            .Where(used => used.RememberUntil < clock.GetUtcNow())
            .OrderBy(used => used.RememberUntil)
            .Take(Forgotten);
        await outlived.ExecuteDeleteAsync(cancellation);
        change.Db.UsedAssertions.Add(new UsedAssertion(clientId, UsedAssertion.DigestOf(jwtId), assertion.RememberUntil));
        return await change.CommitAsync(cancellation) == SaveOutcome.Saved;
    }
}
