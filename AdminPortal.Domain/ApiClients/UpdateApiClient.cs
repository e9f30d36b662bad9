using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.ApiClients;

/// <summary>What the Edit page sends: the whole form, and the version that the person saw.</summary>
public sealed record UpdateApiClientCommand(ClientId ClientId, int Version, ApiClientDetails Details);

/// <summary>The outcome of an update.</summary>
public abstract record UpdateApiClientOutcome
{
    private UpdateApiClientOutcome()
    {
    }

    /// <summary>Saved; the next update carries the version of this one.</summary>
    public sealed record Updated(ApiClientView Client) : UpdateApiClientOutcome;

    /// <summary>Optimistic concurrency: someone else saved first; nothing was written. The client as it is now.</summary>
    public sealed record Conflict(ApiClientView Current) : UpdateApiClientOutcome;

    public sealed record Refused(IReadOnlyList<PortalError> Errors) : UpdateApiClientOutcome;
}

/// <summary>Changes what an administrator says about a client. Secrets have their own use cases.</summary>
public sealed class UpdateApiClient(PortalStore store, PermissionGate gate, ApiClientDetailsValidator validator, TimeProvider clock)
{
    public async Task<UpdateApiClientOutcome> ExecuteAsync(UpdateApiClientCommand command, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, ApiClientActions.Update, command.Details.Name, cancellation);
        if (!permit.IsSuccess)
        {
            return new UpdateApiClientOutcome.Refused(permit.Errors);
        }

        var details = validator.Read(command.Details);
        var roles = await ChosenRoles.FindAsync(command.Details.Roles, change.Db, cancellation);
        if (!details.IsSuccess || !roles.IsSuccess)
        {
            return new UpdateApiClientOutcome.Refused([.. details.Errors, .. roles.Errors]);
        }

        var client = await change.Db.FindClientAsync(command.ClientId, cancellation);
        if (client is null)
        {
            return new UpdateApiClientOutcome.Refused([ApiClientErrors.NotFound]);
        }

        if (client.Version != command.Version)
        {
            return new UpdateApiClientOutcome.Conflict(ApiClientView.Of(client));
        }

        // Only now is it known what changes: another JWKS URL is another way to authenticate, and requires proof of the person as well.
        if (details.Value.JwksUri is { } jwksUri && jwksUri != client.JwksUri)
        {
            permit = await gate.AskAsync(change, actor, ApiClientActions.GiveWayIn, command.Details.Name, cancellation);
        }

        return permit.IsSuccess
            ? await SaveAsync(client, details.Value, roles.Value, change, permit.Value, cancellation)
            : new UpdateApiClientOutcome.Refused(permit.Errors);
    }

    private async Task<UpdateApiClientOutcome> SaveAsync(
        ApiClient client,
        CheckedApiClientDetails details,
        CheckedRoles roles,
        StoreChange change,
        Permit permit,
        CancellationToken cancellation)
    {
        var before = await ApiClientAudit.FactsAsync(client, change.Db, cancellation);
        client.Change(details, roles, permit.Actor.Name, clock.GetUtcNow());
        var after = await ApiClientAudit.FactsAsync(client, change.Db, cancellation);
        var facts = AuditDetails.Of(("Client ID", client.Id.Value));
        permit.Record(AuditResult.Success, client.Name.Value, ApiClientAudit.Compare(facts, before, after));
        return await change.TryCommitAsync(ApiClientMapping.NameIndex, cancellation)
            ? new UpdateApiClientOutcome.Updated(ApiClientView.Of(client))
            : new UpdateApiClientOutcome.Refused([ApiClientErrors.NameTaken]);
    }
}
