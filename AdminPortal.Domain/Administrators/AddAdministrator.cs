using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators;

/// <summary>A new administrator as typed, unvalidated.</summary>
public sealed record AddAdministratorCommand(string? UserName, TypedPassword Password, string? Role);

/// <summary>Adds an administrator in one role.</summary>
public sealed class AddAdministrator(
    PortalStore store, PermissionGate gate, NewAdministratorValidator validator, PasswordHashing passwords, TimeProvider clock)
{
    public async Task<Result<UserName>> ExecuteAsync(AddAdministratorCommand command, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, AdministratorActions.Add, command.UserName, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var checkedOne = validator.Read(command.UserName, command.Password);
        var role = await RoleAsync(change.Db, command.Role, actor, cancellation);
        if (!checkedOne.IsSuccess || !role.IsSuccess)
        {
            return checkedOne.Errors.Concat(role.Errors).ToList();
        }

        var name = checkedOne.Value.Name;
        // Deliberately slow, and done while other writers wait: only someone with the permission can make them wait.
        var hash = passwords.Hash(checkedOne.Value.Password);
        change.Db.Administrators.Add(Administrator.Register(name, hash, [role.Value], actor.Name, clock.GetUtcNow()));
        permit.Value.Record(AuditResult.Success, name.Value, AuditDetails.Of(("User name", name.Value), ("Role", role.Value.Name)));
        return await change.TryCommitAsync(AdministratorMapping.UserNameIndex, cancellation) ? name : AdministratorErrors.UserNameTaken;
    }

    private static async Task<Result<AdminRole>> RoleAsync(PortalDbContext db, string? name, Actor actor, CancellationToken cancellation)
    {
        var role = await db.AdminRoles.Include(r => r.StoredPermissions).SingleOrDefaultAsync(r => r.Name == name, cancellation);
        if (role is null)
        {
            return AdministratorErrors.RoleUnknown;
        }

        var own = await PermissionGate.HeldAsync(db, actor, cancellation);
        return own.Levels.Missing(role.Permissions).Count == 0 ? role : AdministratorErrors.RoleAboveOwn;
    }
}
