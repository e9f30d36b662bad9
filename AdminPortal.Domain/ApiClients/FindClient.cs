using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.ApiClients;

/// <summary>Loads the whole aggregate: without its secrets and grants a client could not enforce its rules.</summary>
internal static class FindClient
{
    public static Task<ApiClient?> FindClientAsync(this PortalDbContext db, ClientId clientId, CancellationToken cancellation) => db.ApiClients
        .Include(client => client.StoredPublicKeys)
        .Include(client => client.StoredSecrets)
        .Include(client => client.StoredGrants)
        .AsSplitQuery()
        .SingleOrDefaultAsync(client => client.Id == clientId, cancellation);
}
