using System.Globalization;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Shell.Navigation;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.ApiClients.Listing;

/// <summary>
/// The state of the list as its address holds it: <c>?q=billing&amp;status=active&amp;expiry=30&amp;sort=expiry&amp;dir=desc&amp;size=50&amp;cursor=…</c>.
/// Defaults are left out, and unknown values are ignored.
/// </summary>
public static class ApiClientListAddress
{
    private static readonly Dictionary<string, ClientStatus> Statuses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["active"] = ClientStatus.Active,
        ["inactive"] = ClientStatus.Inactive,
    };

    private static readonly Dictionary<string, ExpiryFilter> Expiries = new(StringComparer.OrdinalIgnoreCase)
    {
        ["expired"] = ExpiryFilter.Expired,
        ["7"] = ExpiryFilter.Within7Days,
        ["30"] = ExpiryFilter.Within30Days,
        ["60"] = ExpiryFilter.Within60Days,
    };

    private static readonly Dictionary<string, ApiClientSort> Sorts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = ApiClientSort.Name,
        ["status"] = ApiClientSort.Status,
        ["expiry"] = ApiClientSort.NextExpiry,
        ["last-used"] = ApiClientSort.LastUsed,
    };

    public static ApiClientQuery Read(Uri address)
    {
        var values = QueryHelpers.ParseQuery(address.Query);
        string Value(string key) => values.TryGetValue(key, out var value) ? value.ToString() : "";
        return new ApiClientQuery
        {
            Search = Shortened(Value("q")),
            Status = StatusOf(Value("status")),
            Expiry = ExpiryOf(Value("expiry")),
            Sort = Sorts.GetValueOrDefault(Value("sort")),
            Descending = string.Equals(Value("dir"), "desc", StringComparison.OrdinalIgnoreCase),
            PageSize = SizeOf(Value("size")),
            Cursor = Value("cursor") is { Length: > 0 } cursor ? cursor : null,
        };
    }

    public static string Write(ApiClientQuery query) => QueryHelpers.AddQueryString(SiteMap.ApiClients.Path, new Dictionary<string, string?>
    {
        ["q"] = query.Search.Length > 0 ? query.Search : null,
        ["status"] = WordOf(query.Status),
        ["expiry"] = WordOf(query.Expiry),
        ["sort"] = query.Sort == default ? null : Sorts.First(pair => pair.Value == query.Sort).Key,
        ["dir"] = query.Descending ? "desc" : null,
        ["size"] = query.PageSize == ApiClientQuery.PageSizes[0] ? null : query.PageSize.ToString(CultureInfo.InvariantCulture),
        ["cursor"] = query.Cursor,
    });

    public static ClientStatus? StatusOf(string? word) => Statuses.TryGetValue(word ?? "", out var status) ? status : null;

    public static ExpiryFilter? ExpiryOf(string? word) => Expiries.TryGetValue(word ?? "", out var expiry) ? expiry : null;

    public static int SizeOf(string? word) =>
        int.TryParse(word, CultureInfo.InvariantCulture, out var size) && ApiClientQuery.PageSizes.Contains(size) ? size : ApiClientQuery.PageSizes[0];

    public static string? WordOf(ClientStatus? status) => status is null ? null : Statuses.First(pair => pair.Value == status).Key;

    public static string? WordOf(ExpiryFilter? expiry) => expiry is null ? null : Expiries.First(pair => pair.Value == expiry).Key;

    /// <summary>The client just added, if the address comes from the page that added it.</summary>
    public static ClientId? AddedIn(Uri address) =>
        QueryHelpers.ParseQuery(address.Query).TryGetValue("added", out var added) && ClientId.TryParse(added, out var clientId) ? clientId : null;

    private static string Shortened(string text) => text[..Math.Min(text.Length, ApiClientQuery.SearchMaxLength)];
}
