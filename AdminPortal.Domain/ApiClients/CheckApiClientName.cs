using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.ApiClients;

/// <summary>
/// An early hint that a name is taken, when its field loses the focus. The unique index has the last word when the client is saved.
/// </summary>
public sealed class CheckApiClientName(PortalStore store, PermissionGate gate)
{
    /// <summary>Null when the name is free. The client being edited is excluded: its own name is not taken.</summary>
    public async Task<PortalError?> ExecuteAsync(string name, ClientId? except, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, ApiClientActions.View, except?.Value, cancellation) is { } refusal)
        {
            return refusal;
        }

        var key = ApiClientName.KeyOf(name);
        return await db.ApiClients.AnyAsync(client => client.NameKey == key && client.Id != except, cancellation) ? ApiClientErrors.NameTaken : null;
    }
}
