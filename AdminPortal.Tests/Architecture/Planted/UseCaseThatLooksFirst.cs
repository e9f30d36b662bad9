using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Tests.Architecture.Planted;

/// <summary>A violation on purpose: looks into the store before it asks.</summary>
internal sealed class UseCaseThatLooksFirst(PortalStore store, PermissionGate gate)
{
    public async Task<int> ExecuteAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        var count = db.ApiClients.Count();
        return await gate.AskToViewAsync(db, actor, new PortalAction("View", "", ""), null, cancellation) is null ? count : 0;
    }
}
