
namespace AdminPortal.Domain.Storage;

/// <summary>
/// Cache invalidation: notifies every holder of copies of stored data that it changed, before the use case that changed it returns.
/// </summary>
public sealed class ChangeFeed
{
    private readonly Lock _adding = new();
    private Action<ClientId> _clientChanged = static _ => { };
    private Action _catalogueChanged = static () => { };
    private Action _everythingChanged = static () => { };
    private Action _sessionsEnded = static () => { };

    public void OnClientChanged(Action<ClientId> listener)
    {
        lock (_adding)
        {
            _clientChanged += listener;
        }
    }

    public void OnCatalogueChanged(Action listener)
    {
        lock (_adding)
        {
            _catalogueChanged += listener;
        }
    }

    public void OnEverythingChanged(Action listener)
    {
        lock (_adding)
        {
            _everythingChanged += listener;
        }
    }

    /// <summary>Another process wrote to the store, and what it changed is unknown: every copy is stale.</summary>
    public void EverythingChanged()
    {
        _catalogueChanged();
        _everythingChanged();
        _sessionsEnded();
    }

    /// <summary>Subscribed until disposed: a listener comes and goes with an open page.</summary>
    public IDisposable OnSessionsEnded(Action listener)
    {
        lock (_adding)
        {
            _sessionsEnded += listener;
        }

        return new Listening(this, listener);
    }

    internal void ClientsChanged(IEnumerable<ClientId> clients)
    {
        foreach (var client in clients)
        {
            _clientChanged(client);
        }
    }

    internal void CatalogueChanged() => _catalogueChanged();

    /// <summary>Sessions were ended early; each open page finds out by itself whether its own is among them.</summary>
    internal void SessionsEnded() => _sessionsEnded();

    private sealed class Listening(ChangeFeed feed, Action listener) : IDisposable
    {
        public void Dispose()
        {
            lock (feed._adding)
            {
                // The first listener, a no-op, stays.
                feed._sessionsEnded = (feed._sessionsEnded - listener)!;
            }
        }
    }
}
