namespace AdminPortal.Domain.ApiClients.Rules.Secrets;

/// <summary>One stored secret of a client: immutable, it can only expire or be deleted.</summary>
public sealed class ClientSecret
{
    private ClientSecret(Guid id, byte[] digest, string hint, DateTimeOffset createdAt, string createdBy, DateTimeOffset expiresAt)
    {
        Id = id;
        Digest = digest;
        Hint = hint;
        CreatedAt = createdAt;
        CreatedBy = createdBy;
        ExpiresAt = expiresAt;
    }

    public Guid Id { get; }

    /// <summary>SHA-256 of the value.</summary>
    internal byte[] Digest { get; }

    /// <summary>The first four random characters.</summary>
    public string Hint { get; }

    public DateTimeOffset CreatedAt { get; }

    public string CreatedBy { get; }

    /// <summary>The first instant at which it no longer works.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Written by the token service, bypassing the aggregate: using a secret does not change its client.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public string? LastUsedFrom { get; private set; }

    internal static ClientSecret Start(HashedSecret secret, SecretValidity validity, string by, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), secret.Digest, secret.Hint, now, by, validity.EndsAt(now));

    public override string ToString() => nameof(ClientSecret);
}
