using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>The filters of the API Clients page.</summary>
internal static class ClientPages
{
    public static IReadOnlyList<PageCase> Cases(SeededStore store)
    {
        var (list, cases) = (store.Get<ListApiClients>(), new List<PageCase>());
        void Add(string filter, ApiClientQuery query) => cases.Add(new(
            "API Clients", filter, async () => (await list.ExecuteAsync(query, SeededStore.Operator, CancellationToken.None)).IsSuccess));

        Add("none", new());
        Add("search in the name", new() { Search = "region 42" });
        Add("search in the description", new() { Search = "team 512" });
        Add("search without a hit", new() { Search = "no such client" });
        Add("inactive", new() { Status = ClientStatus.Inactive });
        Add("expired", new() { Expiry = ExpiryFilter.Expired });
        Add("expiring within 30 days", new() { Expiry = ExpiryFilter.Within30Days });
        Add("by next expiry", new() { Sort = ApiClientSort.NextExpiry });
        Add("by last use, latest first", new() { Sort = ApiClientSort.LastUsed, Descending = true });
        Add("active, searched, by next expiry, a hundred rows", new()
        {
            Search = "service",
            Status = ClientStatus.Active,
            Sort = ApiClientSort.NextExpiry,
            PageSize = ApiClientQuery.PageSizes[^1],
        });
        return cases;
    }
}
