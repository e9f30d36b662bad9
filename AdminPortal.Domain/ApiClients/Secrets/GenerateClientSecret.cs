using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.ApiClients.Secrets;

/// <summary>A secret on its way to a person: the value to be seen once, and what may be kept once it has been.</summary>
public sealed record GeneratedSecret(PlaintextSecret Plaintext, PendingSecret Pending);

/// <summary>
/// Makes a secret for somebody to see. Nothing is stored: it begins with the change that it is handed to, <see cref="AddClientSecret"/> or
/// <see cref="AddApiClient"/>, and is nothing without one.
/// </summary>
public sealed class GenerateClientSecret(PortalStore store, PermissionGate gate)
{
    /// <summary>For a saved client, or for one that is being added.</summary>
    public async Task<Result<GeneratedSecret>> ExecuteAsync(
        ClientId? clientId, SecretValidity validity, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        var action = clientId is null ? ApiClientActions.AddWithCredentials : ApiClientActions.GiveWayIn;
        if (await gate.AskToViewAsync(db, actor, action, clientId?.Value, cancellation) is { } refusal)
        {
            return refusal;
        }

        var secret = PlaintextSecret.Generate();
        return new GeneratedSecret(secret, new PendingSecret(secret.Hash(), validity));
    }
}
