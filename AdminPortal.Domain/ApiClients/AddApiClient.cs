using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.ApiClients;

/// <summary>A secret that was shown on the Add page and starts when the client is saved.</summary>
public sealed record PendingSecret(HashedSecret Secret, SecretValidity Validity);

/// <summary>What the Add page sends.</summary>
public sealed record AddApiClientCommand(ApiClientDetails Details, IReadOnlyList<PendingSecret> Secrets)
{
    public IReadOnlyList<NewPublicKey> PublicKeys { get; init; } = [];

    internal bool GivesWayIn => Secrets.Count > 0 || PublicKeys.Count > 0 || !string.IsNullOrWhiteSpace(Details.JwksUri);
}

/// <summary>Registers a client and makes its client ID.</summary>
public sealed class AddApiClient(PortalStore store, PermissionGate gate, ApiClientDetailsValidator validator, TimeProvider clock)
{
    public async Task<Result<ClientId>> ExecuteAsync(AddApiClientCommand command, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var action = command.GivesWayIn ? ApiClientActions.AddWithCredentials : ApiClientActions.Add;
        var permit = await gate.AskAsync(change, actor, action, command.Details.Name, cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        var errors = await CheckAsync(command, change.Db, cancellation);
        if (errors.Count > 0)
        {
            return errors;
        }

        var now = clock.GetUtcNow();
        var client = ApiClient.Register(command.Details, validator.JwksUriOf(command.Details), actor.Name, now);
        foreach (var pending in command.Secrets)
        {
            client.AddSecret(pending.Secret, pending.Validity, actor.Name, now);
        }

        if (client.AddPublicKeys(command.PublicKeys, actor.Name, now) is { } refusal)
        {
            return refusal;
        }

        change.Db.ApiClients.Add(client);
        permit.Value.Record(AuditResult.Success, client.Name.Value, await ApiClientAudit.CreatedAsync(client, change.Db, cancellation));
        return await change.TryCommitAsync(ApiClientMapping.NameIndex, cancellation) ? client.Id : ApiClientErrors.NameTaken;
    }

    private async Task<List<PortalError>> CheckAsync(AddApiClientCommand command, PortalDbContext db, CancellationToken cancellation)
    {
        var errors = validator.Check(command.Details);
        if (command.Secrets.Count > ClientSecrets.Limit)
        {
            errors.Add(ApiClientErrors.TooManySecrets);
        }

        if (!await ChosenRoles.ExistAsync(command.Details.Roles, db, cancellation))
        {
            errors.Add(ApiClientErrors.RoleUnknown);
        }

        // Only for a kinder answer beside the other errors; the unique index has the last word.
        var key = ApiClientName.KeyOf(command.Details.Name.Trim());
        if (errors.Count > 0 && await db.ApiClients.AnyAsync(client => client.NameKey == key, cancellation))
        {
            errors.Add(ApiClientErrors.NameTaken);
        }

        return errors;
    }
}
