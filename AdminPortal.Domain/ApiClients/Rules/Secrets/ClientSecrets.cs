namespace AdminPortal.Domain.ApiClients.Rules.Secrets;

/// <summary>The secrets of a client: at most two. A third replaces the most recent one, so the older keeps working.</summary>
public sealed class ClientSecrets
{
    public const int Limit = 2;

    private readonly List<ClientSecret> _stored;

    internal ClientSecrets(List<ClientSecret> stored) => _stored = stored;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ClientSecret> All => [.. _stored.OrderBy(secret => secret.CreatedAt).ThenBy(secret => secret.Id)];

    /// <summary>The one that a further secret would replace; null while there is room.</summary>
    public ClientSecret? NextDisplaced => _stored.Count < Limit ? null : All[^1];

    public DateTimeOffset? NextExpiry => _stored.Count == 0 ? null : _stored.Min(secret => secret.ExpiresAt);

    /// <summary>Adds a secret and returns the one it displaced.</summary>
    internal ClientSecret? Add(ClientSecret secret)
    {
        var displaced = NextDisplaced;
        if (displaced is not null)
        {
            _stored.Remove(displaced);
        }

        _stored.Add(secret);
        return displaced;
    }

    internal ClientSecret? Remove(Guid secretId)
    {
        var secret = _stored.Find(stored => stored.Id == secretId);
        if (secret is not null)
        {
            _stored.Remove(secret);
        }

        return secret;
    }

    internal void Clear() => _stored.Clear();
}
