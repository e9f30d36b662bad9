using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.ApiClients;

/// <summary>Says early that a name is taken, while its field is being left. The unique index has the last word when the client is saved.</summary>
public sealed class CheckApiClientName(PortalStore store, PermissionGate gate)
{
    /// <summary>Null when the name is free. The client that is being edited is left out: its own name is not taken from it.</summary>
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
