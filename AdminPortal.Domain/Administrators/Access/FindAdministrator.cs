using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators.Access;

// This room owns how the access of an administrator is taken back. It protects the portal from whoever left or lost a password: each change
// ends all sessions of theirs. It must never leave the portal without somebody who can let others in.

/// <summary>Whom a change of access is about, within the change.</summary>
internal static class FindAdministrator
{
    /// <summary>By the name as somebody typed it, with roles; refused when there is none, or one who may do more than the actor.</summary>
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
