using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>Ends a session in the store, so that a copy of its cookie and every page open in it end too.</summary>
public sealed class SignOutAdministrator(PortalStore store, PermissionGate gate)
{
    public async Task ExecuteAsync(AdministratorSession session, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, AdministratorActions.SignOut, actor.Name, cancellation);
        await change.Db.EndSessionAsync(session, cancellation);
        permit.Value.Record(AuditResult.Success, actor.Name, AuditDetails.None);
        await change.CommitAsync(cancellation);
    }
}
