using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.Administrators;

/// <summary>What an actor may do at this moment, so that a page can decide what to show. Every use case still asks the gate.</summary>
public sealed class GetPermissions(PortalStore store)
{
    public async Task<AdministratorPermissions> ExecuteAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await PermissionGate.HeldAsync(db, actor, cancellation);
    }
}
