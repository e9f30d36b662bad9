namespace AdminPortal.Domain.ApiClients.PublicKeys;

/// <summary>The uploaded keys of a client: ten at most, each of them once.</summary>
public sealed class ClientPublicKeys
{
    public const int Limit = 10;

    private readonly List<ClientPublicKey> _stored;

    internal ClientPublicKeys(List<ClientPublicKey> stored) => _stored = stored;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ClientPublicKey> All => [.. _stored.OrderBy(key => key.AddedAt).ThenBy(key => key.Id)];

    /// <summary>The soonest end of a certificate.</summary>
    public DateTimeOffset? NextExpiry => _stored.Min(key => key.Certificate?.NotAfter);

    /// <summary>Why these cannot be added; null when they can.</summary>
    public PortalError? Refuses(IReadOnlyList<NewPublicKey> added)
    {
        if (_stored.Count + added.Count > Limit)
        {
            return PublicKeyErrors.TooManyForClient;
        }

        var named = _stored.Select(key => (key.Fingerprint, key.Name)).ToList();
        foreach (var key in added)
        {
            if (named.Find(other => other.Fingerprint == key.Pem.Key.Fingerprint) is { Fingerprint: not null } same)
            {
                return PublicKeyErrors.SameKey(same.Name);
            }

            named.Add((key.Pem.Key.Fingerprint, key.Name.Value));
        }

        return null;
    }

    internal void Add(ClientPublicKey key) => _stored.Add(key);

    internal ClientPublicKey? Remove(Guid keyId)
    {
        var key = _stored.Find(stored => stored.Id == keyId);
        if (key is not null)
        {
            _stored.Remove(key);
        }

        return key;
    }

    internal void Clear() => _stored.Clear();
}
