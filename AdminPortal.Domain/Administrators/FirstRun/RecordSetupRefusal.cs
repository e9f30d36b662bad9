using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.Administrators.FirstRun;

/// <summary>Keeps the record of somebody who came to set up with a wrong token.</summary>
public sealed class RecordSetupRefusal(PortalStore store, PermissionGate gate)
{
    public async Task ExecuteAsync(Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, AdministratorActions.Setup, null, cancellation);
        permit.Value.Record(AuditResult.Failure, null, AuditDetails.Of(("Refused", "The setup token was not valid")));
        await change.CommitAsync(cancellation);
    }
}
