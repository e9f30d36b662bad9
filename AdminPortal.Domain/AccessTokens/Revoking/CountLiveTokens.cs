using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using AdminPortal.Domain.Storage.Seams;

namespace AdminPortal.Domain.AccessTokens.Revoking;

/// <summary>What would be revoked with a client: the number of active tokens, and when the last of them expires.</summary>
/// <param name="Count">Exact up to the limit.</param>
/// <param name="LastExpiry">Null when none is active.</param>
public sealed record LiveTokenCount(int Count, DateTimeOffset? LastExpiry)
{
    public const int Limit = 10_000;

    public bool IsMore => Count > Limit;
}

/// <summary>Says, before it happens, how many tokens an administrator is about to revoke.</summary>
public sealed class CountLiveTokens(PortalStore store, ITokenSearch tokens, PermissionGate gate, TimeProvider clock)
{
    public async Task<Result<LiveTokenCount>> ExecuteAsync(ClientId clientId, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await AskAsync(db, clientId, actor, cancellation) is { } refusal)
        {
            return refusal;
        }

        return await LiveTokens.CountAsync(tokens, db, clientId, clock.GetUtcNow(), cancellation);
    }

    // Whoever may view the tokens may count them, and so may anyone about to delete or disable the client.
    private async Task<PortalError?> AskAsync(PortalDbContext db, ClientId clientId, Actor actor, CancellationToken cancellation)
    {
        var held = await PermissionGate.HeldAsync(db, actor, cancellation);
        var action = held.MayView(PortalModule.Tokens) ? TokenActions.View : ApiClientActions.View;
        return await gate.AskToViewAsync(db, actor, action, clientId.Value, cancellation);
    }
}
