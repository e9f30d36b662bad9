using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.Administrators;

/// <summary>
/// Asks the gate whether an actor may view a page of a module; a refusal is recorded. A page asks this before it shows anything.
/// </summary>
public sealed class OpenPage(PortalStore store, PermissionGate gate)
{
    public async Task<Result<AdministratorPermissions>> ExecuteAsync(
        PortalModule module, IReadOnlyList<Permission> required, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await gate.AskToViewAsync(db, actor, AdministratorActions.OpenPage(module, required), null, cancellation) is { } refusal
            ? refusal
            : await PermissionGate.HeldAsync(db, actor, cancellation);
    }
}
