using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.AccessTokens;

public sealed class SearchingTokensTests : TokenListTest
{
    [Fact]
    public async Task A_search_finds_by_client_id_and_by_part_of_the_name()
    {
        var other = await Host.AddClientAsync("Reports");
        var billing = await Host.IssueAsync(Client, Minute);
        await Host.IssueAsync(other);

        Assert.Equal([billing], await IdsAsync(new TokenQuery { Search = $" {Client.Value} " }));
        Assert.Equal([billing], await IdsAsync(new TokenQuery { Search = "ING SY" }));
        Assert.Empty(await IdsAsync(new TokenQuery { Search = "nothing like this" }));
        Assert.Equal(new TokenClient(Client, "Billing sync", false), (await ListAsync(new TokenQuery { Search = "billing" })).OnlyClient);
    }

    [Fact]
    public async Task A_deleted_client_is_found_by_the_name_it_had()
    {
        var id = await Host.IssueAsync(Client);
        await Host.Get<DeleteApiClient>().ExecuteAsync(Client, Host.Superuser, Cancellation);

        var page = await ListAsync(new TokenQuery { Search = "billing" });

        Assert.Equal(id, Assert.Single(page.Rows).JwtId);
        Assert.Equal(("Billing sync", true), (page.Rows[0].ClientName, page.Rows[0].ClientIsDeleted));
        Assert.True(page.OnlyClient!.IsDeleted);
    }

    [Fact]
    public async Task A_whole_jti_is_found_whatever_the_filters_say()
    {
        var old = await Host.IssueAsync(Client, 10 * Day);
        await Host.IssueAsync(Client);

        var query = new TokenQuery { Search = old.ToString().ToUpperInvariant(), Status = TokenStatus.Active };

        Assert.Equal([old], await IdsAsync(query));
        Assert.Empty(await IdsAsync(query with { Search = Guid.CreateVersion7().ToString() }));
        Assert.Empty(await IdsAsync(query with { Search = old.ToString()[..20] }));
    }

    [Fact]
    public async Task The_tokens_of_several_clients_are_merged_in_the_order_of_time()
    {
        var other = await Host.AddClientAsync("Billing reports");
        var ids = new List<Guid>();
        for (var number = 0; number < 40; number++)
        {
            ids.Insert(0, await Host.IssueAsync(number % 3 == 0 ? Client : other, (60 - number) * Minute));
        }

        var first = await ListAsync(new TokenQuery { Search = "billing" });
        var second = await ListAsync(new TokenQuery { Search = "billing", Before = first.Rows[^1].JwtId });

        Assert.Equal(ids, first.Rows.Concat(second.Rows).Select(row => row.JwtId));
        Assert.Equal((2, false, null), (first.Clients!.Count, first.HasMoreClients, first.OnlyClient));
    }

    [Fact]
    public async Task When_many_clients_match_the_first_twenty_by_name_are_searched_and_that_is_said()
    {
        await Host.AddClientsAsync(25);
        var page = await ListAsync(new TokenQuery { Search = "client" });

        Assert.True(page.HasMoreClients);
        Assert.Equal(("Client 001", "Client 020", 20), (page.Clients![0].Name, page.Clients[^1].Name, page.Clients.Count));
    }

    [Fact]
    public async Task A_client_and_a_search_hold_together()
    {
        var id = await Host.IssueAsync(Client);

        Assert.Equal([id], await IdsAsync(new TokenQuery { Client = Client, Search = "billing" }));
        Assert.Empty(await IdsAsync(new TokenQuery { Client = Client, Search = "reports" }));
        Assert.Empty(await IdsAsync(new TokenQuery { Client = ClientId.Generate() }));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\u0000")]
    [InlineData("\uD800")]
    [InlineData("{0}")]
    public async Task A_hostile_search_is_only_a_text_that_nobody_is_called(string search)
    {
        await Host.IssueAsync(Client);

        Assert.Empty(await IdsAsync(new TokenQuery { Search = search }));
        Assert.Empty(await IdsAsync(new TokenQuery { Search = string.Concat(Enumerable.Repeat(search, 500)), Status = TokenStatus.Revoked }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public async Task A_page_size_that_nobody_offers_is_the_smallest(int size)
    {
        await Host.IssueManyAsync(Client, 30, default, Minute);

        Assert.Equal(25, (await ListAsync(new TokenQuery { PageSize = size })).Rows.Count);
    }

    [Fact]
    public async Task Times_beyond_every_calendar_find_what_is_between_them()
    {
        var id = await Host.IssueAsync(Client);
        var ever = new Period.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

        Assert.Equal([id], await IdsAsync(new TokenQuery { Issued = ever, Expires = ever }));
        Assert.Empty(await IdsAsync(new TokenQuery { Issued = new Period.Between(DateTimeOffset.MaxValue, DateTimeOffset.MinValue) }));
    }
}
