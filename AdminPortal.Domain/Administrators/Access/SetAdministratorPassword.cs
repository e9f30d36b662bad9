using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.Administrators.Access;

/// <summary>Sets an administrator's password, and ends every session that the old one began.</summary>
public sealed class SetAdministratorPassword(PortalStore store, PermissionGate gate, PasswordHashing passwords)
{
    public async Task<Result<UserName>> ExecuteAsync(string? userName, TypedPassword password, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, AdministratorActions.SetPassword, userName, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var found = await FindAdministrator.ForChangeAsync(change.Db, userName, actor, cancellation);
        var chosen = NewPassword.Create(password, userName);
        if (!found.IsSuccess || !chosen.IsSuccess)
        {
            IReadOnlyList<PortalError> refusals = found.IsSuccess ? chosen.Errors : found.Errors;
            permit.Value.Record(AuditResult.Failure, userName, AuditDetails.Of(("Refused", refusals[0].Message)));
            await change.CommitAsync(cancellation);
            return refusals.ToList();
        }

        var administrator = found.Value;
        administrator.SetPassword(passwords.Hash(chosen.Value));
        await change.Db.EndSessionsAsync(administrator.Id, cancellation);
        permit.Value.Record(AuditResult.Success, administrator.UserName, AuditDetails.Of(("Password", "Changed")));
        await change.CommitAsync(cancellation);
        return UserName.OnRecord(administrator.UserName!);
    }
}
