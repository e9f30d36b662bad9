namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys;

/// <summary>The uploaded keys of a client: <see cref="Limit"/> at most, each of them once.</summary>
public sealed class ClientPublicKeys
{
    public const int Limit = 10;

    private readonly List<ClientPublicKey> _stored;

    internal ClientPublicKeys(List<ClientPublicKey> stored) => _stored = stored;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ClientPublicKey> All => [.. _stored.OrderBy(key => key.AddedAt).ThenBy(key => key.Id)];

    /// <summary>The soonest expiry of a certificate.</summary>
    public DateTimeOffset? NextExpiry => _stored.Min(key => key.Certificate?.NotAfter);

    /// <summary>Why these cannot be added; null when they can.</summary>
    public PortalError? Refuses(IReadOnlyList<NewPublicKey> added)
    {
        if (RefusesMore(_stored.Count, added.Count) is { } full)
        {
            return full;
        }

        var named = _stored.Select(key => (key.Fingerprint, key.Name)).ToList();
        foreach (var key in added)
        {
            if (RefusesSame(named, key.Pem.Key.Fingerprint) is { } same)
            {
                return same;
            }

            named.Add((key.Pem.Key.Fingerprint, key.Name.Value));
        }

        return null;
    }

    /// <summary>Why so many more cannot stand beside those that are held, stored or not yet; null when they can.</summary>
    public static PortalError? RefusesMore(int held, int added) => held + added > Limit ? PublicKeyErrors.TooManyForClient : null;

    /// <summary>Why this key cannot stand beside those that are held, stored or not yet; null when it can.</summary>
    public static PortalError? RefusesSame(IEnumerable<(string Fingerprint, string Name)> held, string fingerprint) =>
        held.Where(other => other.Fingerprint == fingerprint).Select(same => PublicKeyErrors.SameKey(same.Name)).FirstOrDefault();

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
