namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys;

/// <summary>A key that was read from a file and named, about to be added to a client.</summary>
public sealed record NewPublicKey(PublicKeyName Name, PemKey Pem);

/// <summary>One uploaded key of a client. It is immutable: another key is another entry.</summary>
public sealed class ClientPublicKey
{
    private ClientPublicKey(Guid id, string name, byte[] subjectPublicKeyInfo, string fingerprint, DateTimeOffset addedAt, string addedBy)
    {
        Id = id;
        Name = name;
        SubjectPublicKeyInfo = subjectPublicKeyInfo;
        Fingerprint = fingerprint;
        AddedAt = addedAt;
        AddedBy = addedBy;
    }

    public Guid Id { get; }

    public string Name { get; }

    /// <summary>DER, checked when it was added.</summary>
    internal byte[] SubjectPublicKeyInfo { get; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, lower-case hexadecimal; unique within its client.</summary>
    public string Fingerprint { get; }

    public DateTimeOffset AddedAt { get; }

    public string AddedBy { get; }

    /// <summary>What its certificate says; null for a bare key.</summary>
    public CertificateFacts? Certificate { get; private set; }

    /// <summary>Written by the token service, bypassing the aggregate: using a key does not change its client.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public string? LastUsedFrom { get; private set; }

    internal static ClientPublicKey Add(NewPublicKey added, string by, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), added.Name.Value, added.Pem.Key.SubjectPublicKeyInfo.ToArray(), added.Pem.Key.Fingerprint, now, by)
        {
            Certificate = added.Pem.Certificate,
        };

    /// <exception cref="InvalidOperationException">The stored key was never checked.</exception>
    public VerificationKey Read() => VerificationKey.FromStored(SubjectPublicKeyInfo).Value;
}
