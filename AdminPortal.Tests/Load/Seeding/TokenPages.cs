using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Rules;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>The filters of the Tokens page; clients are those whose tokens were seeded, oldest first.</summary>
internal static class TokenPages
{
    public static IReadOnlyList<PageCase> Cases(SeededStore store, IReadOnlyList<ClientId> clients)
    {
        var (list, cases) = (store.Get<ListIssuedTokens>(), new List<PageCase>());
        void Add(string filter, TokenQuery query) => cases.Add(new(
            "Tokens", filter, async () => (await list.ExecuteAsync(query, SeededStore.Operator, CancellationToken.None)).IsSuccess));

        var ever = new TokenQuery { Issued = Period.Any };
        Add("none (last 24 hours)", new());
        Add("any time", ever);
        Add("any time, a hundred rows", ever with { PageSize = TokenQuery.PageSizes[^1] });
        foreach (var status in Enum.GetValues<TokenStatus>())
        {
            Add($"{status}, last 24 hours", new() { Status = status });
            Add($"{status}, any time", ever with { Status = status });
            Add($"{status}, one client, any time", ever with { Status = status, Client = clients[0] });
            Add($"{status}, client whose tokens were all revoked, any time", ever with { Status = status, Client = clients[^1] });
        }

        Add("search by client ID", ever with { Search = clients[0].Value });
        Add("search by client name, few hits", ever with { Search = "Load by" });
        Add("search by client name, many hits", ever with { Search = "service" });
        Add("search without a hit", ever with { Search = "no such client" });
        Add("search by JTI", new() { Search = Guid.CreateVersion7().ToString() });
        Add("issued 20 to 10 days ago", new() { Issued = new Period.Between(DateTimeOffset.UtcNow.AddDays(-20), DateTimeOffset.UtcNow.AddDays(-10)) });
        Add("expiring within the hour", ever with { Expires = new Period.Ahead(TimeSpan.FromHours(1)) });
        Add("active, expired last week", ever with { Status = TokenStatus.Active, Expires = new Period.Past(TimeSpan.FromDays(7)) });
        Add("revoked, expired last week, one client", ever with
        {
            Status = TokenStatus.Revoked,
            Expires = new Period.Past(TimeSpan.FromDays(7)),
            Client = clients[1],
        });
        return cases;
    }
}
