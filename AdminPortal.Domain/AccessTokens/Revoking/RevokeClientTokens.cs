using System.Globalization;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using AdminPortal.Domain.Storage.Seams;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens.Revoking;

/// <summary>
/// Revokes every active token of a client by ending its token generation. The client's version stays: nothing that its form shows has
/// changed, so nobody who is editing it should meet a conflict.
/// </summary>
public sealed class RevokeClientTokens(PortalStore store, ITokenSearch tokens, PermissionGate gate, TimeProvider clock)
{
    /// <summary>What this call revoked. If no token is active there is nothing to do, and nothing to record.</summary>
    public async Task<Result<LiveTokenCount>> ExecuteAsync(ClientId clientId, Actor actor, CancellationToken cancellation)
    {
        // Counted before the change, because that may take a while, and no token is issued while a change is open.
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, TokenActions.Revoke, clientId.Value, cancellation) is { } refusal)
        {
            return refusal;
        }

        while (true)
        {
            var seen = await db.ApiClients.SingleOrDefaultAsync(client => client.Id == clientId, cancellation);
            if (seen is null)
            {
                return ApiClientErrors.NotFound;
            }

            var live = await LiveTokens.CountAsync(tokens, db, clientId, clock.GetUtcNow(), cancellation);
            if (live.Count == 0)
            {
                return live;
            }

            if (await RevokeAsync(seen, live, actor, cancellation) is { } outcome)
            {
                return outcome;
            }
        }
    }

    // Null when the counted generation ended meanwhile (race): its tokens are revoked already, and newer ones may be active.
    private async Task<Result<LiveTokenCount>?> RevokeAsync(ApiClient seen, LiveTokenCount live, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, TokenActions.Revoke, seen.Id.Value, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        // Its secrets and grants are not needed here, and not touched.
        var client = await change.Db.ApiClients.SingleOrDefaultAsync(client => client.Id == seen.Id, cancellation);
        if (client?.TokenGeneration != seen.TokenGeneration)
        {
            return null;
        }

        client.RevokeTokens(actor.Name, clock.GetUtcNow());
        permit.Value.Record(
            AuditResult.Success, client.Name.Value, AuditDetails.Of(("Client ID", client.Id.Value), ("Tokens revoked", InWords(live))));
        await change.CommitAsync(cancellation);
        return live;
    }

    private static string InWords(LiveTokenCount live) => live.IsMore
        ? string.Create(CultureInfo.InvariantCulture, $"more than {LiveTokenCount.Limit}")
        : live.Count.ToString(CultureInfo.InvariantCulture);
}
