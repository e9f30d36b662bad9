using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators.Access;

/// <summary>Disables an administrator: no sign-in succeeds, and no open page keeps working. Idempotent.</summary>
public sealed class DisableAdministrator(PortalStore store, PermissionGate gate)
{
    public async Task<Result<UserName>> ExecuteAsync(string? userName, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, AdministratorActions.Disable, userName, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var found = await FindAdministrator.ForChangeAsync(change.Db, userName, actor, cancellation);
        if (!found.IsSuccess || (!found.Value.IsDisabled && await IsLastAsync(change.Db, found.Value, cancellation)))
        {
            var refusal = found.IsSuccess ? AdministratorErrors.LastOne : found.Errors[0];
            permit.Value.Record(AuditResult.Failure, userName, AuditDetails.Of(("Refused", refusal.Message)));
            await change.CommitAsync(cancellation);
            return refusal;
        }

        var administrator = found.Value;
        administrator.Disable();
        await change.Db.EndSessionsAsync(administrator.Id, cancellation);
        permit.Value.Record(AuditResult.Success, administrator.UserName, AuditDetails.Of(("Status", "Disabled")));
        await change.CommitAsync(cancellation);
        return UserName.OnRecord(administrator.UserName!);
    }

    // Decided within the change (race): otherwise two administrators who disable each other at once would both succeed.
    private static async Task<bool> IsLastAsync(PortalDbContext db, Administrator leaving, CancellationToken cancellation)
    {
        var others = await db.Administrators.AsNoTracking().AsSingleQuery()
            .Include(administrator => administrator.StoredRoles).ThenInclude(role => role.StoredPermissions)
            .Where(administrator => administrator.Id != leaving.Id && !administrator.IsDisabled)
            .ToListAsync(cancellation);
        return MayLetOthersIn(leaving) && !others.Exists(MayLetOthersIn);
    }

    private static bool MayLetOthersIn(Administrator administrator) =>
        AdministratorActions.Add.Required.All(administrator.Permissions.Allows);
}
