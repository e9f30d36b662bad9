using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.AccessTokens;

/// <summary>The statements by which the store is asked, against the rule of a token's life applied to each token on record.</summary>
public sealed class TokenFilterTests : TokenListTest
{
    private static readonly Period[] Issued = [Period.Any, new Period.Past(Day), new Period.Past(90 * Minute)];
    private static readonly TokenStatus?[] Statuses = [null, TokenStatus.Active, TokenStatus.Expired, TokenStatus.Revoked];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 60)]
    [InlineData(4, 1439)]
    public async Task Every_filter_finds_exactly_the_tokens_that_the_rule_gives_it(int seed, int shortest)
    {
        var clients = await FurnishAsync(new Random(seed), shortest);
        var all = await AllAsync();
        Assert.All(Enum.GetValues<TokenStatus>(), status => Assert.Contains(all, row => row.Life.StatusAt(Now) == status));
        foreach (var query in Queries(clients))
        {
            var expected = all.Where(row => Matches(row, query)).Select(row => row.JwtId).ToList();
            var older = await TurnAsync(query, page => page.HasOlder ? query with { Before = page.Rows[^1].JwtId } : null);

            Assert.True(expected.SequenceEqual(older), $"{query}: {expected.Count} expected, {older.Count} found");
            if (expected.Count > 0)
            {
                var newer = await ListAsync(query with { PageSize = 100, After = expected[^1] });
                Assert.Equal(expected.Count > 101 ? expected.SkipLast(1).TakeLast(100) : expected.Take(100), newer.Rows.Select(row => row.JwtId));
            }
        }
    }

    [Fact]
    public async Task A_token_from_before_lifetimes_were_kept_is_found_by_its_status()
    {
        var live = await Host.IssueAsync(Client, 2 * Hour, 1439 * Minute);
        var ended = await Host.IssueAsync(Client, 2 * Minute, Minute);
        await Host.ExecuteSqlAsync($"""UPDATE "TokenContents" SET "Lifetime" = NULL""");
        var young = await Host.IssueAsync(Client, Minute, Hour);

        Assert.Equal([young, live], await IdsAsync(AnyTime with { Status = TokenStatus.Active }));
        Assert.Equal([ended], await IdsAsync(AnyTime with { Status = TokenStatus.Expired }));
    }

    [Fact]
    public async Task A_token_that_was_issued_late_in_its_second_has_expired_as_soon_as_it_says()
    {
        Host.Clock.Advance(TimeSpan.FromMilliseconds(900));
        var id = await Host.IssueAsync(Client, life: Minute);

        Host.Clock.Advance(Minute - TimeSpan.FromMilliseconds(901));
        Assert.Equal([id], await IdsAsync(AnyTime with { Status = TokenStatus.Active }));
        Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([id], await IdsAsync(AnyTime with { Status = TokenStatus.Expired }));
    }

    private DateTimeOffset Now => Host.Clock.GetUtcNow();

    private IEnumerable<TokenQuery> Queries(IReadOnlyList<ClientId> clients) =>
        from issued in Issued
        from status in Statuses
        from expires in new Period[] { Period.Any, new Period.Ahead(Hour), new Period.Past(Day), new Period.Between(Now - (3 * Day), Now - Day) }
        from client in new[] { null, clients[0] }
        from search in new[] { "", "client" }
        select new TokenQuery { Issued = issued, Status = status, Expires = expires, Client = client, Search = client is null ? search : "" };

    private bool Matches(ListedToken row, TokenQuery query)
    {
        var (issuedFrom, issuedUntil) = query.Issued.At(Now);
        var (expiresFrom, expiresUntil) = query.Expires.At(Now);
        return (query.Client is null || row.ClientId == query.Client)
            && (query.Search.Length == 0 || row.ClientName!.StartsWith("Client", StringComparison.Ordinal))
            && (query.Status is null || row.Life.StatusAt(Now) == query.Status)
            && !(row.IssuedAt < issuedFrom) && !(row.IssuedAt >= issuedUntil)
            && !(row.ExpiresAt < expiresFrom) && !(row.ExpiresAt >= expiresUntil);
    }

    private Task<List<Guid>> TurnAsync(TokenQuery query, Func<TokenPage, TokenQuery?> next) =>
        ReadAsync(query, next, page => page.Rows.Select(row => row.JwtId));

    private async Task<List<ListedToken>> AllAsync()
    {
        var query = AnyTime with { PageSize = 100 };
        return await ReadAsync(query, page => page.HasOlder ? query with { Before = page.Rows[^1].JwtId } : null, page => page.Rows);
    }

    private async Task<List<T>> ReadAsync<T>(TokenQuery query, Func<TokenPage, TokenQuery?> next, Func<TokenPage, IEnumerable<T>> take)
    {
        List<T> all = [];
        for (TokenQuery? asked = query; asked is not null;)
        {
            var page = await ListAsync(asked);
            all.AddRange(take(page));
            asked = next(page);
        }

        return all;
    }

    // Six days in which tokens are issued for any time up to a day, revoked one by one, with their client, and with their key.
    private async Task<IReadOnlyList<ClientId>> FurnishAsync(Random random, int shortest)
    {
        await Host.AddClientsAsync(3);
        var clients = (await Host.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery { Search = "client" }, Host.Superuser, Cancellation)).Value
            .Rows.Select(row => row.Id).Append(Client).ToList();
        List<Guid> issued = [];
        for (var step = 0; step < 160; step++)
        {
            Host.Clock.Advance((random.Next(90) * Minute) + TimeSpan.FromMilliseconds(random.Next(1000)));
            var client = clients[random.Next(clients.Count)];
            issued.Add(await Host.IssueAsync(
                client, life: random.Next(shortest, 1440) * Minute, keyId: step is > 60 and < 80 ? "leaked" : IssuedTokenSeed.SigningKeyId));
            if (random.Next(5) == 0)
            {
                await Host.Get<RevokeAccessToken>().ExecuteAsync(issued[random.Next(issued.Count)], Host.Superuser, Cancellation);
            }

            if (random.Next(25) == 0)
            {
                await Host.Get<RevokeClientTokens>().ExecuteAsync(client, Host.Superuser, Cancellation);
            }

            if (step == 80)
            {
                await Host.RevokeKeyAsync("leaked");
            }
        }

        return clients;
    }
}
