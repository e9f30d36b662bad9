using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators.FirstRun;

/// <summary>
/// Creates the first administrator, a Super Administrator. Whether there is none yet is decided inside the change, so in a race between two
/// people the first commit wins and the second is refused.
/// </summary>
public sealed class CreateFirstAdministrator(
    PortalStore store, PermissionGate gate, NewAdministratorValidator validator, PasswordHashing passwords, TimeProvider clock)
{
    public async Task<Result<UserName>> ExecuteAsync(string? userName, TypedPassword password, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, AdministratorActions.Setup, userName, cancellation);
        if (!permit.IsSuccess || await change.Db.Administrators.AnyAsync(cancellation))
        {
            return AdministratorErrors.AlreadySetUp;
        }

        var first = validator.Read(userName, password);
        if (!first.IsSuccess)
        {
            return first.Errors.ToList();
        }

        var name = first.Value.Name;
        var hash = passwords.Hash(first.Value.Password);
        var role = await change.Db.AdminRoles.SingleAsync(r => r.Name == AdminRole.SuperAdministrator, cancellation);
        change.Db.Administrators.Add(Administrator.Register(name, hash, [role], actor.Name, clock.GetUtcNow()));
        permit.Value.Record(AuditResult.Success, name.Value, AuditDetails.Of(("User name", name.Value), ("Role", role.Name)));
        await change.CommitAsync(cancellation);
        return name;
    }
}
