using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.ApiClients;

/// <summary>One page of the clients, found, sorted and counted by a single query.</summary>
public sealed class ListApiClients(PortalStore store, PermissionGate gate, TimeProvider clock)
{
    public async Task<Result<ApiClientPage>> ExecuteAsync(ApiClientQuery query, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, ApiClientActions.View, null, cancellation) is { } refusal)
        {
            return refusal;
        }

        var from = ApiClientCursor.Decode(query.Cursor);
        var matching = Matching(db, query);
        var found = await Page(db, matching, query, from).ToListAsync(cancellation);
        return Assemble(found, query, from);
    }

    private IQueryable<ApiClient> Matching(PortalDbContext db, ApiClientQuery query)
    {
        IQueryable<ApiClient> clients = db.ApiClients;
        var search = query.Search.Trim();
        if (search.Length > 0)
        {
            var key = UniqueName.KeyOf(search[..Math.Min(search.Length, ApiClientQuery.SearchMaxLength)], ApiClientQuery.SearchMaxLength);
            clients = clients.Where(client => client.SearchKey.Contains(key));
        }

        if (query.Status is { } status)
        {
            clients = clients.Where(client => client.Status == status);
        }

        var now = clock.GetUtcNow();
        return query.Expiry switch
        {
            null => clients,
            ExpiryFilter.Expired => clients.Where(client => client.NextExpiry <= now),
            ExpiryFilter.Within7Days => EndingBy(clients, now, now.AddDays(7)),
            ExpiryFilter.Within30Days => EndingBy(clients, now, now.AddDays(30)),
            _ => EndingBy(clients, now, now.AddDays(60)),
        };
    }

    // A client's soonest expiry may be past already: an expired credential must not hide the one that expires next.
    private static IQueryable<ApiClient> EndingBy(IQueryable<ApiClient> clients, DateTimeOffset now, DateTimeOffset end) =>
        clients.Where(client => (client.NextExpiry > now && client.NextExpiry <= end)
            || (client.NextExpiry <= now
                && (client.StoredSecrets.Any(secret => secret.ExpiresAt > now && secret.ExpiresAt <= end)
                    || client.StoredPublicKeys.Any(key => key.Certificate!.NotAfter > now && key.Certificate!.NotAfter <= end))));

    private static IQueryable<Found> Page(PortalDbContext db, IQueryable<ApiClient> matching, ApiClientQuery query, ApiClientCursor? from)
    {
        // An exact client ID match comes first.
        var pinned = ClientId.TryParse(query.Search.Trim(), out var exact) ? exact : null;
        return matching.InOrder(query, from, pinned)
            .Take(PageSizeOf(query) + 1)
            .Select(client => new Found(
                new ApiClientRow(
                    client.Id,
                    client.Name.Value,
                    client.Description.Value,
                    client.Status,
                    client.JwksUri != null,
                    client.StoredPublicKeys.Count,
                    client.StoredSecrets.Count,
                    // Name by name, not by a join: SQLite would join the grants of all clients first.
                    client.StoredGrants
                        .Select(grant => db.Services.Where(service => service.Id == grant.ServiceId).Select(service => service.DisplayName).First())
                        .ToList(),
                    client.NextExpiry,
                    client.LastUsedAt),
                client.NameKey,
                matching.Take(ApiClientPage.TotalLimit + 1).Count()));
    }

    private static ApiClientPage Assemble(List<Found> found, ApiClientQuery query, ApiClientCursor? from)
    {
        var hasMore = found.Count > PageSizeOf(query);
        var shown = found.Take(PageSizeOf(query)).ToList();
        var backward = from?.Backward ?? false;
        if (backward)
        {
            shown.Reverse();
        }

        var position = PositionOf(shown.Count, from, hasMore);
        string? Edge(Found row, bool toBack, int at) =>
            new ApiClientCursor(ApiClientOrder.KeyOf(row.Row, query.Sort), row.NameKey, toBack, at).Encode();
        return new ApiClientPage(
            [.. shown.Select(row => row.Row with { ServiceNames = [.. row.Row.ServiceNames.Order(StringComparer.CurrentCulture)] })],
            position + 1,
            found.Count > 0 ? found[0].Total : 0,
            shown.Count > 0 && (backward ? hasMore : from is not null) ? Edge(shown[0], toBack: true, position) : null,
            shown.Count > 0 && (backward || hasMore) ? Edge(shown[^1], toBack: false, position + shown.Count) : null);
    }

    // Rows before a cursor come and go: if nothing precedes the page, it is the first, whatever the cursor counted.
    private static int PositionOf(int shown, ApiClientCursor? from, bool hasMore) => from switch
    {
        null => 0,
        { Backward: true } => hasMore ? Math.Max(from.Position - shown, 1) : 0,
        _ => from.Position,
    };

    private static int PageSizeOf(ApiClientQuery query) =>
        ApiClientQuery.PageSizes.Contains(query.PageSize) ? query.PageSize : ApiClientQuery.PageSizes[0];

    private sealed record Found(ApiClientRow Row, string NameKey, int Total);
}
