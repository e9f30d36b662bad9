using AdminPortal.Domain.ApiClients;

namespace AdminPortal.Domain.Storage;

/// <summary>Tells whoever keeps copies of what lies in the store that it has changed, before the use case that changed it returns.</summary>
public sealed class ChangeFeed
{
    private readonly Lock _adding = new();
    private Action<ClientId> _clientChanged = static _ => { };
    private Action _catalogueChanged = static () => { };
    private Action _everythingChanged = static () => { };

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

    /// <summary>Somebody outside this process wrote to the store, and nobody knows what: no copy counts any more.</summary>
    public void EverythingChanged()
    {
        _catalogueChanged();
        _everythingChanged();
    }

    internal void ClientsChanged(IEnumerable<ClientId> clients)
    {
        foreach (var client in clients)
        {
            _clientChanged(client);
        }
    }

    internal void CatalogueChanged() => _catalogueChanged();
}
