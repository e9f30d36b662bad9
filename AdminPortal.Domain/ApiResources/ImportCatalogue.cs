using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.ApiResources;

/// <summary>Loads a catalogue into a store that has none.</summary>
public sealed class ImportCatalogue(PortalStore store, PermissionGate gate)
{
    /// <summary>The number of resource servers added; 0 when the store has a catalogue already.</summary>
    public async Task<Result<int>> ExecuteIfEmptyAsync(CatalogueFile file, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, ApiResourceActions.Import, null, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        if (file.FirstFault() is { } fault)
        {
            return ApiResourceErrors.CatalogueNotPrintable(fault);
        }

        if (await change.Db.ResourceServers.AnyAsync(cancellation))
        {
            return 0;
        }

        foreach (var server in file.ResourceServers.Select(ResourceServer.Create))
        {
            change.Db.ResourceServers.Add(server);
            var services = string.Join(", ", server.Services.Select(service => service.Name));
            permit.Value.Record(AuditResult.Success, server.Name, AuditDetails.Of(("Audience", server.PrimaryAudience), ("Services", services)));
        }

        await change.CommitAsync(cancellation);
        return file.ResourceServers.Count;
    }
}
