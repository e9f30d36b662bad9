using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.Administrators.Access;

/// <summary>Signs an administrator out everywhere; the password stays the same.</summary>
public sealed class EndAdministratorSessions(PortalStore store, PermissionGate gate)
{
    public async Task<Result<UserName>> ExecuteAsync(string? userName, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, AdministratorActions.EndSessions, userName, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var found = await FindAdministrator.ForChangeAsync(change.Db, userName, actor, cancellation);
        if (!found.IsSuccess)
        {
            permit.Value.Record(AuditResult.Failure, userName, AuditDetails.Of(("Refused", found.Errors[0].Message)));
            await change.CommitAsync(cancellation);
            return found.Errors[0];
        }

        found.Value.EndSessions();
        await change.Db.EndSessionsAsync(found.Value.Id, cancellation);
        permit.Value.Record(AuditResult.Success, found.Value.UserName, AuditDetails.Of(("Sessions", "Ended")));
        await change.CommitAsync(cancellation);
        return UserName.OnRecord(found.Value.UserName!);
    }
}
