using System.Collections.Concurrent;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenService.Assertions;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenService.Authentication;

/// <summary>
/// Copies of the clients that asked lately, so that a token costs no read of the store. A change in this process drops the copy before
/// the use case returns. That an ID is unknown is remembered for seconds only.
/// </summary>
public sealed class ClientDirectory
{
    private const int Attempts = 4;
    private const int PartMadeFree = 16;

    internal static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ClientId, Copy> _copies = new();
    private readonly PortalStore _store;
    private readonly CatalogueDirectory _catalogue;
    private readonly PortalMetrics _metrics;
    private readonly TimeProvider _clock;

    /// <summary>The catalogue's directory hears of a change before this one does: what is read after that is read by the new catalogue.</summary>
    public ClientDirectory(PortalStore store, CatalogueDirectory catalogue, ChangeFeed feed, PortalMetrics metrics, TimeProvider clock)
    {
        (_store, _catalogue, _metrics, _clock) = (store, catalogue, metrics, clock);
        feed.OnClientChanged(changed => _copies.TryRemove(changed, out _));
        feed.OnCatalogueChanged(_copies.Clear);
    }

    internal int Capacity { get; init; } = 100_000;

    internal int Count => _copies.Count;

    internal int KnownCount => _copies.Count(pair => pair.Value.Known is not null);

    /// <summary>The copy turned out to be an old one.</summary>
    public void Forget(ClientSnapshot outdated)
    {
        if (_copies.TryGetValue(outdated.Id, out var copy) && copy.Known == outdated)
        {
            _copies.TryRemove(new(outdated.Id, copy));
        }
    }

    /// <summary>The client, by a copy of any age.</summary>
    public ValueTask<ClientSnapshot?> FindAsync(ClientId clientId, CancellationToken cancellation)
    {
        var known = _copies.TryGetValue(clientId, out var copy) ? copy.Known : null;
        _metrics.LookedUp(isHit: known is not null);
        return known is not null ? new(known) : FindFreshAsync(clientId, cancellation);
    }

    /// <summary>The client, by a copy no older than <see cref="Freshness"/>.</summary>
    public async ValueTask<ClientSnapshot?> FindFreshAsync(ClientId clientId, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var copy = TakeFresh(clientId);
            var client = await ReadAsync(clientId, copy, cancellation);
            // A copy that was dropped while it was read may show the client as it was before the change.
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

    // The copy takes its place before it is read: whoever asks meanwhile waits for the same read, and a change can drop it.
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

    // Made-up IDs go first: a flood of them must not push out the clients that are at work. More than one place is made at a time, for
    // looking for them costs a walk through all.
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

    // One statement, so that what is read together was true together. Nobody's request in particular: others wait for it too.
    private async Task<ClientSnapshot?> LoadAsync(ClientId clientId)
    {
        await using var db = await _store.ReadAsync(CancellationToken.None);
        var loaded = await Load(db, clientId).AsSingleQuery().SingleOrDefaultAsync(CancellationToken.None);
        if (loaded is null)
        {
            return null;
        }

        var catalogue = await _catalogue.CurrentAsync(CancellationToken.None);
        return new ClientSnapshot(
            clientId, loaded.Status, loaded.TokenGeneration, loaded.Lifetime, loaded.Secrets, catalogue.RolesOf(loaded.Roles.ConvertAll(role => (role.ServiceId, role.RoleId))))
        {
            JwksUri = loaded.JwksUri,
            Keys = loaded.Keys.Count == 0 ? [] : [.. loaded.Keys.Select(KeyOf)],
        };
    }

    private static IQueryable<Loaded> Load(PortalDbContext db, ClientId clientId) => db.ApiClients
        .Where(client => client.Id == clientId)
        .Select(client => new Loaded(
            client.Status,
            client.TokenGeneration,
            client.AccessTokenLifetime,
            client.StoredSecrets.Select(secret => new SecretSnapshot(secret.Id, secret.Digest, secret.Hint, secret.ExpiresAt)).ToList(),
            client.StoredGrants.Select(grant => new LoadedRole(grant.ServiceId, grant.RoleId)).ToList(),
            client.JwksUri,
            client.StoredPublicKeys.OrderBy(key => key.AddedAt).ToList()));

    // Read once for all the requests that will be verified with it: checking a key takes longer than checking a signature.
    private static AssertionKey KeyOf(ClientPublicKey stored) => new(null, null, stored.Read(), stored.Id)
    {
        Validity = stored.Certificate is { } certificate ? (certificate.NotBefore, certificate.NotAfter) : null,
    };

    private sealed record Loaded(
        ClientStatus Status,
        int TokenGeneration,
        AccessTokenLifetime Lifetime,
        List<SecretSnapshot> Secrets,
        List<LoadedRole> Roles,
        JwksUri? JwksUri,
        List<ClientPublicKey> Keys);

    private sealed record LoadedRole(string ServiceId, string RoleId);

    private sealed class Copy(Func<Task<ClientSnapshot?>> load, long takenAt)
    {
        private readonly Lazy<Task<ClientSnapshot?>> _client = new(load);

        public long TakenAt { get; } = takenAt;

        public Task<ClientSnapshot?> Client => _client.Value;

        public ClientSnapshot? Known =>
            _client is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } done } ? done.Result : null;
    }
}
