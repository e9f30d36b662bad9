using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.ApiResources;

/// <summary>The whole catalogue, sorted by name: resource servers, their services, the roles of each.</summary>
public sealed class ListResourceServers(PortalStore store, PermissionGate gate)
{
    public async Task<Result<IReadOnlyList<ResourceServer>>> ExecuteAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, ApiResourceActions.View, null, cancellation) is { } refusal)
        {
            return refusal;
        }

        var servers = await db.ResourceServers
            .Include(server => server.StoredServices.OrderBy(service => service.DisplayName))
            .ThenInclude(service => service.StoredRoles.OrderBy(role => role.Name))
            .OrderBy(server => server.DisplayName)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        return Result.Of<IReadOnlyList<ResourceServer>>(servers);
    }
}
