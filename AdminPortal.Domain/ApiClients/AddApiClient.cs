using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.ApiClients;

/// <summary>A secret that was shown on the Add page and becomes active when the client is saved.</summary>
public sealed record PendingSecret(HashedSecret Secret, SecretValidity Validity);

/// <summary>What the Add page sends: the details as they were typed, and credentials that each had a door of their own.</summary>
public sealed record AddApiClientCommand(ApiClientDetails Details, IReadOnlyList<PendingSecret> Secrets)
{
    public IReadOnlyList<NewPublicKey> PublicKeys { get; init; } = [];

    internal bool HoldsCredentials => Secrets.Count > 0 || PublicKeys.Count > 0;
}

/// <summary>Registers a client and generates its client ID.</summary>
public sealed class AddApiClient(PortalStore store, PermissionGate gate, ApiClientDetailsValidator validator, TimeProvider clock)
{
    public async Task<Result<ClientId>> ExecuteAsync(AddApiClientCommand command, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, ApiClientActions.Add, command.Details.Name, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var details = validator.Read(command.Details);
        var roles = await ChosenRoles.FindAsync(command.Details.Roles, change.Db, cancellation);
        if (!details.IsSuccess || !roles.IsSuccess || command.Secrets.Count > ClientSecrets.Limit)
        {
            return await FaultsAsync(command, [.. details.Errors, .. roles.Errors], change.Db, cancellation);
        }

        // Only now is it known what the client is given. Nobody is asked for the proof of a form that has faults.
        if (command.HoldsCredentials || details.Value.JwksUri is not null)
        {
            permit = await gate.AskAsync(change, actor, ApiClientActions.AddWithCredentials, command.Details.Name, cancellation);
        }

        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var client = ApiClient.Register(details.Value, roles.Value, actor.Name, clock.GetUtcNow());
        return await SaveAsync(command, client, change, permit.Value, cancellation);
    }

    private static async Task<List<PortalError>> FaultsAsync(
        AddApiClientCommand command, List<PortalError> errors, PortalDbContext db, CancellationToken cancellation)
    {
        if (command.Secrets.Count > ClientSecrets.Limit)
        {
            errors.Add(ApiClientErrors.TooManySecrets);
        }

        // Only to report it together with the other errors; the unique index has the last word.
        var key = ApiClientName.KeyOf(command.Details.Name);
        if (await db.ApiClients.AnyAsync(client => client.NameKey == key, cancellation))
        {
            errors.Add(ApiClientErrors.NameTaken);
        }

        return errors;
    }

    private static async Task<Result<ClientId>> SaveAsync(
        AddApiClientCommand command, ApiClient client, StoreChange change, Permit permit, CancellationToken cancellation)
    {
        foreach (var pending in command.Secrets)
        {
            client.AddSecret(pending.Secret, pending.Validity, client.CreatedBy, client.CreatedAt);
        }

        if (client.AddPublicKeys(command.PublicKeys, client.CreatedBy, client.CreatedAt) is { } refusal)
        {
            return refusal;
        }

        change.Db.ApiClients.Add(client);
        permit.Record(AuditResult.Success, client.Name.Value, await ApiClientAudit.CreatedAsync(client, change.Db, cancellation));
        return await change.TryCommitAsync(ApiClientMapping.NameIndex, cancellation) ? client.Id : ApiClientErrors.NameTaken;
    }
}
