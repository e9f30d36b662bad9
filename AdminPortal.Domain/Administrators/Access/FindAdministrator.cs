using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators.Access;

// This room owns how an administrator's access is revoked. It protects the portal from people who left or lost a password: each change ends
// all their sessions. It must never leave the portal without someone who can admit others.

/// <summary>Finds the administrator whose access is to be changed, within the change.</summary>
internal static class FindAdministrator
{
    /// <summary>Finds by the typed name, with roles; refused when there is none, or one with more permissions than the actor.</summary>
    public static async Task<Result<Administrator>> ForChangeAsync(
        PortalDbContext db, string? userName, Actor actor, CancellationToken cancellation)
    {
        var key = UserName.KeyOf(userName ?? "");
        var found = await db.Administrators.AsSingleQuery()
            .Include(administrator => administrator.StoredRoles).ThenInclude(role => role.StoredPermissions)
            .SingleOrDefaultAsync(administrator => administrator.NormalizedUserName == key, cancellation);
        if (found is null)
        {
            return AdministratorErrors.UserNameUnknown;
        }

        var own = await PermissionGate.HeldAsync(db, actor, cancellation);
        return own.Levels.Missing(found.Roles.SelectMany(role => role.Permissions)).Count == 0 ? found : AdministratorErrors.AboveOwn;
    }
}
