using System.Globalization;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens.Revoking;

/// <summary>
/// Revokes every live token of a client by ending its token generation. The client's version stays: nothing that its form shows has changed,
/// and whoever is editing it must not meet a conflict.
/// </summary>
public sealed class RevokeClientTokens(PortalStore store, PermissionGate gate, TimeProvider clock)
{
    /// <summary>What this call revoked. Where nothing lives there is nothing to do, and nothing to record.</summary>
    public async Task<Result<LiveTokenCount>> ExecuteAsync(ClientId clientId, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, TokenActions.Revoke, clientId.Value, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        // Its secrets and grants are not needed here, and not touched.
        var client = await change.Db.ApiClients.SingleOrDefaultAsync(client => client.Id == clientId, cancellation);
        if (client is null)
        {
            return ApiClientErrors.NotFound;
        }

        var now = clock.GetUtcNow();
        var live = await LiveTokens.CountAsync(change.Db, clientId, now, cancellation);
        if (live.Count > 0)
        {
            client.RevokeTokens(actor.Name, now);
            permit.Value.Record(
                AuditResult.Success, client.Name.Value, AuditDetails.Of(("Client ID", clientId.Value), ("Tokens revoked", InWords(live))));
            await change.CommitAsync(cancellation);
        }

        return live;
    }

    private static string InWords(LiveTokenCount live) => live.IsMore
        ? string.Create(CultureInfo.InvariantCulture, $"more than {LiveTokenCount.Limit}")
        : live.Count.ToString(CultureInfo.InvariantCulture);
}
