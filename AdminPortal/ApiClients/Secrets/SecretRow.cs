using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.ApiClients.Secrets;

namespace AdminPortal.ApiClients.Secrets;

/// <summary>A secret as the page lists it: a stored one, or one that becomes active when the client is saved.</summary>
public sealed record SecretRow(Guid Id, string Hint, SecretValidity? StartsOnSave, SecretView? Stored)
{
    /// <summary>What people recognise it by.</summary>
    public string Display => $"{PlaintextSecret.Prefix}{Hint}…";

    public static SecretRow Of(SecretView stored) => new(stored.Id, stored.Hint, null, stored);

    public static SecretRow Of(PendingSecret pending) => new(Guid.NewGuid(), pending.Secret.Hint, pending.Validity, null);
}

/// <summary>A generated secret at <c>Done</c>, with what the person was told about its effect on the others.</summary>
public sealed record NewSecret(PendingSecret Secret, SecretChoice Choice);

/// <summary>What the one dialog shows: the secret, and which other one stops working at <c>Done</c>, in a sentence.</summary>
public sealed record ShownSecret(GeneratedSecret Secret, SecretChoice Choice, string Dies);

/// <summary>What was decided in the dialog before a secret was generated.</summary>
public sealed record SecretChoice(SecretValidity Validity, Guid? DeleteFirst, Guid? Displaces);
