using AdminPortal.Domain.ApiClients;

namespace AdminPortal.Domain.Storage;

/// <summary>Tells whoever keeps copies of what lies in the store that it has changed, before the use case that changed it returns.</summary>
public sealed class ChangeFeed
{
    private readonly Lock _adding = new();
    private Action<ClientId> _clientChanged = static _ => { };
    private Action _catalogueChanged = static () => { };

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

    internal void ClientsChanged(IEnumerable<ClientId> clients)
    {
        foreach (var client in clients)
        {
            _clientChanged(client);
        }
    }

    internal void CatalogueChanged() => _catalogueChanged();
}
