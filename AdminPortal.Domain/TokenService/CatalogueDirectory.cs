using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.TokenService;

/// <summary>
/// The cached catalogue that token requests are decided by. A change of the catalogue in this process invalidates it, and so does a token
/// that the store refuses because of it.
/// </summary>
public sealed class CatalogueDirectory
{
    private const int Attempts = 4;

    private readonly PortalStore _store;
    private Lazy<Task<CatalogueSnapshot>>? _copy;

    public CatalogueDirectory(PortalStore store, ChangeFeed feed)
    {
        _store = store;
        feed.OnCatalogueChanged(() => Volatile.Write(ref _copy, null));
    }

    /// <summary>The copy turned out to be stale.</summary>
    internal void Forget(CatalogueSnapshot outdated)
    {
        if (Volatile.Read(ref _copy) is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } read } copy && read.Result == outdated)
        {
            Interlocked.CompareExchange(ref _copy, null, copy);
        }
    }

    public async ValueTask<CatalogueSnapshot> CurrentAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            // The copy is entered before it is read, so that a concurrent change can invalidate it.
            var next = new Lazy<Task<CatalogueSnapshot>>(LoadAsync);
            var copy = Interlocked.CompareExchange(ref _copy, next, null) ?? next;
            try
            {
                var catalogue = await copy.Value.WaitAsync(cancellation);
                if (attempt == Attempts || Volatile.Read(ref _copy) == copy)
                {
                    return catalogue;
                }
            }
            catch when (copy.Value.IsFaulted)
            {
                Interlocked.CompareExchange(ref _copy, null, copy);
                throw;
            }
        }
    }

    private async Task<CatalogueSnapshot> LoadAsync()
    {
        await using var db = await _store.ReadAsync(CancellationToken.None);
        // The revision is read first: if a change commits in between, the copy has an outdated revision and no token can be recorded by it.
        var revision = await db.CatalogueRevisions.Select(row => row.Revision).SingleAsync(CancellationToken.None);
        var servers = await db.ResourceServers
            .Select(server => new { server.PrimaryAudience, server.IsDefault })
            .ToListAsync(CancellationToken.None);
        var roles = await RolesOf(db).ToDictionaryAsync(role => (role.ServiceId, role.RoleId), role => role.Role, CancellationToken.None);
        return new CatalogueSnapshot(
            revision, servers.Select(server => server.PrimaryAudience), servers.Find(server => server.IsDefault)?.PrimaryAudience, roles);
    }

    private static IQueryable<StoredRole> RolesOf(PortalDbContext db) =>
        from role in db.ServiceRoles
        join service in db.Services on role.ServiceId equals service.Id
        join server in db.ResourceServers on service.ResourceServerId equals server.Id
        select new StoredRole(
            role.ServiceId, role.Id, new GrantedRole(server.PrimaryAudience, role.Scope, service.Name, role.Name, service.OrganisationName));

    private sealed record StoredRole(string ServiceId, string RoleId, GrantedRole Role);
}
