using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.FindingTokens;

/// <summary>The clients that a query selects. A deleted one is found by its last name.</summary>
internal static class TokenClients
{
    /// <summary>At most one more than are searched at once, by name; null when the query selects all clients.</summary>
    public static async Task<List<TokenClient>?> FindAsync(PortalDbContext db, TokenQuery query, CancellationToken cancellation)
    {
        var clients = db.ApiClients.IgnoreQueryFilters();
        if (query.Client is { } only)
        {
            clients = clients.Where(client => client.Id == only);
        }

        var search = query.Search.Trim();
        if (search.Length > 0)
        {
            clients = Named(clients, search[..Math.Min(search.Length, TokenQuery.SearchMaxLength)]);
        }

        return query.Client is null && search.Length == 0
            ? null
            : await clients
                .OrderBy(client => client.NameKey).ThenBy(client => client.Id)
                .Take(TokenQuery.MaxClients + 1)
                .Select(client => new TokenClient(client.Id, client.Name.Value, client.DeletedAt != null))
                .ToListAsync(cancellation);
    }

    private static IQueryable<ApiClient> Named(IQueryable<ApiClient> clients, string search)
    {
        var key = ApiClientName.KeyOf(search);
        return ClientId.TryParse(search, out var id)
            ? clients.Where(client => client.Id == id || client.NameKey.Contains(key))
            : clients.Where(client => client.NameKey.Contains(key));
    }
}
