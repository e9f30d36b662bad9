using System.Collections.Concurrent;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// Cache of the clients that made requests recently, so that a token costs no read of the store. A change in this process drops the copy
/// before the use case returns. Unknown IDs are cached for seconds only (negative caching).
/// </summary>
public sealed class ClientDirectory
{
    private const int Attempts = 4;
    private const int PartMadeFree = 16;

    internal static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ClientId, Copy> _copies = new();
    private readonly IClientStore _stored;
    private readonly CatalogueDirectory _catalogue;
    private readonly PortalMetrics _metrics;
    private readonly TimeProvider _clock;

    /// <summary>
    /// The catalogue's directory is notified of a change before this one: what is read after that is read by the new catalogue.
    /// </summary>
    public ClientDirectory(IClientStore stored, CatalogueDirectory catalogue, ChangeFeed feed, PortalMetrics metrics, TimeProvider clock)
    {
        (_stored, _catalogue, _metrics, _clock) = (stored, catalogue, metrics, clock);
        feed.OnClientChanged(changed => _copies.TryRemove(changed, out _));
        feed.OnCatalogueChanged(_copies.Clear);
    }

    /// <summary>A little more than the hundred thousand clients that the portal is load-tested with.</summary>
    internal int Capacity { get; init; } = 110_000;

    internal int Count => _copies.Count;

    /// <summary>The copy of the client, or of the catalogue it refers to, turned out to be stale.</summary>
    public void Forget(ClientSnapshot outdated)
    {
        _catalogue.Forget(outdated.Held.Catalogue);
        if (_copies.TryGetValue(outdated.Id, out var copy) && copy.Known == outdated)
        {
            _copies.TryRemove(new(outdated.Id, copy));
        }
    }

    /// <summary>The client, from a copy of any age.</summary>
    public ValueTask<ClientSnapshot?> FindAsync(ClientId clientId, CancellationToken cancellation)
    {
        var known = _copies.TryGetValue(clientId, out var copy) ? copy.Known : null;
        _metrics.LookedUp(isHit: known is not null);
        return known is not null ? new(known) : FindFreshAsync(clientId, cancellation);
    }

    /// <summary>The client, from a copy no older than <see cref="Freshness"/>.</summary>
    public async ValueTask<ClientSnapshot?> FindFreshAsync(ClientId clientId, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var copy = TakeFresh(clientId);
            var client = await ReadAsync(clientId, copy, cancellation);
            // A copy that was invalidated while it was being read may show the client as it was before the change.
            if (attempt == Attempts || (_copies.TryGetValue(clientId, out var current) && current == copy))
            {
                return client;
            }
        }
    }

    private async Task<ClientSnapshot?> ReadAsync(ClientId clientId, Copy copy, CancellationToken cancellation)
    {
        try
        {
            return await copy.Client.WaitAsync(cancellation);
        }
        catch when (copy.Client.IsFaulted)
        {
            _copies.TryRemove(new(clientId, copy));
            throw;
        }
    }

    // The copy is entered before it is read: concurrent requests wait for the same read (single-flight), and a change can invalidate it.
    private Copy TakeFresh(ClientId clientId)
    {
        while (true)
        {
            var held = _copies.GetValueOrDefault(clientId);
            if (held is not null && _clock.GetElapsedTime(held.TakenAt) <= Freshness)
            {
                return held;
            }

            var next = new Copy(() => LoadAsync(clientId), _clock.GetTimestamp());
            MakeRoom();
            if (held is null ? _copies.TryAdd(clientId, next) : _copies.TryUpdate(clientId, next, held))
            {
                return next;
            }
        }
    }

    // Unknown IDs are evicted first: a flood of them must not push out active clients. Several entries are evicted at a time, because
    // finding them takes a pass over all.
    private void MakeRoom()
    {
        if (_copies.Count < Capacity)
        {
            return;
        }

        foreach (var copy in _copies.Where(pair => pair.Value.Known is null))
        {
            _copies.TryRemove(copy);
        }

        var surplus = _copies.Count - (Capacity - Math.Max(1, Capacity / PartMadeFree));
        foreach (var copy in _copies.Take(Math.Max(0, surplus)))
        {
            _copies.TryRemove(copy);
        }
    }

    // Not tied to the cancellation of one request: others wait for it too.
    private async Task<ClientSnapshot?> LoadAsync(ClientId clientId)
    {
        if (await _stored.ReadAsync(clientId) is not { } stored)
        {
            return null;
        }

        var catalogue = await _catalogue.CurrentAsync(CancellationToken.None);
        return new ClientSnapshot(
            clientId, stored.AccessVersion, stored.Status, stored.TokenGeneration, stored.AccessTokenLifetime, stored.Secrets, catalogue.RolesOf(stored.Roles))
        {
            JwksUri = stored.JwksUri,
            KeysWhenAsked = stored.Keys.Count == 0 ? ClientSnapshot.NoKeys : new(() => [.. stored.Keys.Select(KeyOf)], LazyThreadSafetyMode.PublicationOnly),
        };
    }

    // Parsed once for all requests that will be verified with it, because checking a key takes longer than checking a signature; and not
    // before the first of them, so that response times do not reveal that there are keys.
    private static AssertionKey KeyOf(StoredKey stored) =>
        new(null, null, VerificationKey.FromStored(stored.SubjectPublicKeyInfo).Value, stored.Id)
        {
            Validity = stored.Validity,
            CertificateThumbprints = stored.Thumbprints,
        };

    private sealed class Copy
    {
        // Holds the shared read first, then only the client: there are as many of these as clients.
        private object _held;

        public Copy(Func<Task<ClientSnapshot?>> load, long takenAt) =>
            (_held, TakenAt) = (new Lazy<Task<ClientSnapshot?>>(() => KeepAsync(load)), takenAt);

        public long TakenAt { get; }

        public Task<ClientSnapshot?> Client =>
            Volatile.Read(ref _held) is Lazy<Task<ClientSnapshot?>> reading ? reading.Value : Task.FromResult(Known);

        public ClientSnapshot? Known => Volatile.Read(ref _held) as ClientSnapshot;

        private async Task<ClientSnapshot?> KeepAsync(Func<Task<ClientSnapshot?>> load)
        {
            var client = await load();
            if (client is not null)
            {
                Volatile.Write(ref _held, client);
            }

            return client;
        }
    }
}
