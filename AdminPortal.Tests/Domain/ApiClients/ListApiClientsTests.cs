using System.Text;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.ApiClients;

public sealed class ListApiClientsTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(ApiClientSort.Name, false)]
    [InlineData(ApiClientSort.Name, true)]
    [InlineData(ApiClientSort.Status, false)]
    [InlineData(ApiClientSort.Status, true)]
    [InlineData(ApiClientSort.NextExpiry, false)]
    [InlineData(ApiClientSort.LastUsed, true)]
    public async Task Every_client_is_on_exactly_one_page_forward_and_back(ApiClientSort sort, bool descending)
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientsAsync(55);
        await host.AddClientAsync("Switched off", active: false);
        await host.AddClientEndingAsync("Ends", 3 * Day);
        await host.UseAsync(await host.AddClientAsync("Used"), Day, "192.0.2.7");
        var query = new ApiClientQuery { Sort = sort, Descending = descending };

        var forward = await PagesAsync(host, query, page => page.Next);
        var back = await PagesAsync(host, query with { Cursor = forward[^1].Previous }, page => page.Previous);

        Assert.Equal([25, 25, 8], forward.Select(page => page.Rows.Count));
        Assert.Equal([1, 26, 51], forward.Select(page => page.FirstPosition));
        Assert.Equal(58, NamesOf(forward).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(NamesOf(forward.Take(2)), NamesOf(Enumerable.Reverse(back)));
        Assert.Equal([26, 1], back.Select(page => page.FirstPosition));
    }

    [Fact]
    public async Task No_row_is_shown_twice_or_missed_when_rows_come_and_go()
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientsAsync(60);
        var first = await ListAsync(host, new ApiClientQuery());

        await host.AddClientAsync("Aardvark");
        await host.Get<DeleteApiClient>().ExecuteAsync(first.Rows[24].Id, host.Superuser, DomainHost.Cancellation);
        var second = await ListAsync(host, new ApiClientQuery { Cursor = first.Next });

        Assert.Equal(("Client 026", "Client 050"), (second.Rows[0].Name, second.Rows[^1].Name));
    }

    [Fact]
    public async Task Going_back_to_the_beginning_counts_from_one_whatever_was_deleted_meanwhile()
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientsAsync(30);
        var first = await ListAsync(host, new ApiClientQuery());
        var second = await ListAsync(host, new ApiClientQuery { Cursor = first.Next });

        await host.Get<DeleteApiClient>().ExecuteAsync(first.Rows[3].Id, host.Superuser, DomainHost.Cancellation);
        var back = await ListAsync(host, new ApiClientQuery { Cursor = second.Previous });

        Assert.Equal((1, 24, null), (back.FirstPosition, back.Rows.Count, back.Previous));
    }

    [Theory]
    [InlineData(ApiClientSort.Name, false, "Alpha Beta Gamma")]
    [InlineData(ApiClientSort.Name, true, "Gamma Beta Alpha")]
    [InlineData(ApiClientSort.Status, false, "Beta Alpha Gamma")]
    [InlineData(ApiClientSort.NextExpiry, false, "Gamma Alpha Beta")]
    [InlineData(ApiClientSort.NextExpiry, true, "Beta Alpha Gamma")]
    [InlineData(ApiClientSort.LastUsed, true, "Alpha Gamma Beta")]
    public async Task Each_column_sorts_and_the_name_decides_between_equals(ApiClientSort sort, bool descending, string order)
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientAsync("Beta", active: false);
        await host.AddClientEndingAsync("Gamma", 2 * Day);
        var alpha = await host.AddClientEndingAsync("Alpha", 40 * Day);
        await host.UseAsync(alpha, Day, "192.0.2.7");

        var page = await ListAsync(host, new ApiClientQuery { Sort = sort, Descending = descending });

        Assert.Equal(order, string.Join(' ', page.Rows.Select(row => row.Name)));
    }

    [Theory]
    [InlineData("billing", "Billing sync|Reports")]
    [InlineData("BILLING SYNC", "Billing sync")]
    [InlineData("  sync ", "Billing sync")]
    [InlineData("%", "100% sure")]
    [InlineData("_", "")]
    [InlineData("nothing like it", "")]
    [InlineData("\ud800", "")]
    public async Task A_search_looks_at_names_and_descriptions_and_knows_no_wildcards(string search, string found)
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientAsync("Billing sync");
        await host.AddClientAsync("Reports", description: "For the billing team");
        await host.AddClientAsync("100% sure");

        var page = await ListAsync(host, new ApiClientQuery { Search = search });

        Assert.Equal(found, string.Join('|', page.Rows.Select(row => row.Name)));
    }

    [Theory]
    [InlineData(ApiClientSort.Name, false)]
    [InlineData(ApiClientSort.Name, true)]
    [InlineData(ApiClientSort.LastUsed, true)]
    public async Task A_client_with_exactly_the_id_stands_first_and_once(ApiClientSort sort, bool descending)
    {
        await using var host = await DomainHost.StartAsync();
        var exact = await host.AddClientAsync("Miller");
        for (var number = 1; number <= 30; number++)
        {
            await host.AddClientAsync($"Client {number:D3}", description: $"Stands in for {exact}");
        }

        var query = new ApiClientQuery { Search = exact.Value, Sort = sort, Descending = descending };
        var forward = await PagesAsync(host, query, page => page.Next);
        var back = await PagesAsync(host, query with { Cursor = forward[^1].Previous }, page => page.Previous);

        Assert.Equal(exact, forward[0].Rows[0].Id);
        Assert.Equal(31, NamesOf(forward).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal([25, 6], forward.Select(page => page.Rows.Count));
        Assert.Equal(NamesOf(forward.Take(1)), NamesOf(back));
    }

    [Theory]
    [InlineData(ExpiryFilter.Expired, "-1d now")]
    [InlineData(ExpiryFilter.Within7Days, "1h 7d")]
    [InlineData(ExpiryFilter.Within30Days, "1h 7d 30d")]
    [InlineData(ExpiryFilter.Within60Days, "1h 7d 30d 60d")]
    public async Task The_expiry_filter_includes_its_last_instant(ExpiryFilter filter, string found)
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientAsync("no secret");
        foreach (var (name, end) in new[] { ("-1d", -Day), ("now", TimeSpan.Zero), ("1h", Day / 24), ("7d", 7 * Day), ("30d", 30 * Day), ("60d", 60 * Day) })
        {
            await host.AddClientEndingAsync(name, end);
        }

        var page = await ListAsync(host, new ApiClientQuery { Expiry = filter, Sort = ApiClientSort.NextExpiry });

        Assert.Equal(found, string.Join(' ', page.Rows.Select(row => row.Name)));
    }

    [Theory]
    [InlineData(ClientStatus.Active, "on")]
    [InlineData(ClientStatus.Inactive, "off")]
    public async Task The_status_filter_keeps_its_status(ClientStatus status, string found)
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientAsync("on");
        await host.AddClientAsync("off", active: false);

        var page = await ListAsync(host, new ApiClientQuery { Status = status });

        Assert.Equal(found, Assert.Single(page.Rows).Name);
        Assert.Equal(1, page.Total);
    }

    [Fact]
    public async Task An_expired_secret_is_told_first_and_hides_no_other_one_that_ends_soon()
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientAsync(new ApiClientDetails { Name = "Rotating" }, Lasting(30), Lasting(90));
        await host.AddClientAsync(new ApiClientDetails { Name = "Quiet" }, Lasting(30), Lasting(365));
        host.Clock.Advance(35 * Day);

        var expired = await ListAsync(host, new ApiClientQuery { Expiry = ExpiryFilter.Expired });
        var within60 = await ListAsync(host, new ApiClientQuery { Expiry = ExpiryFilter.Within60Days });
        var within30 = await ListAsync(host, new ApiClientQuery { Expiry = ExpiryFilter.Within30Days });

        Assert.Equal(["Quiet", "Rotating"], expired.Rows.Select(row => row.Name));
        Assert.All(expired.Rows, row => Assert.Equal(host.Clock.GetUtcNow() - (5 * Day), row.NextExpiry));
        Assert.Equal(["Rotating"], within60.Rows.Select(row => row.Name));
        Assert.Empty(within30.Rows);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("{\"Key\":0}")]
    [InlineData("{\"Key\":9223372036854775807,\"NameKey\":\"\\ud800' OR 1=1 --\",\"Backward\":false,\"Position\":2147483647}")]
    [InlineData("{\"Key\":-9223372036854775808,\"NameKey\":\"\",\"Backward\":true,\"Position\":0}")]
    [InlineData("{\"Key\":1,\"NameKey\":\"Z\",\"Backward\":true,\"Position\":-5}")]
    public async Task A_crafted_cursor_is_harmless(string crafted)
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientsAsync(3);
        var encoded = crafted.StartsWith('{') ? System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(crafted)) : crafted;

        foreach (var sort in Enum.GetValues<ApiClientSort>())
        {
            var page = await ListAsync(host, new ApiClientQuery { Cursor = encoded, Sort = sort });

            Assert.InRange(page.Rows.Count, 0, 3);
            Assert.True(page.FirstPosition >= 1);
        }
    }

    [Fact]
    public async Task A_page_costs_one_query_however_many_rows_it_has()
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientAsync("Client alone");
        var few = await AskedForAPageAsync(host);
        await host.AddClientsAsync(30);

        Assert.Equal(few, await AskedForAPageAsync(host));
        Assert.Single(few, command => command.Contains("ApiClients", StringComparison.Ordinal));
        // The gate's own.
        Assert.Single(few, command => !command.Contains("ApiClients", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_size_nobody_offers_is_the_smallest()
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddClientsAsync(26);

        var page = await ListAsync(host, new ApiClientQuery { PageSize = 1_000_000 });

        Assert.Equal(25, page.Rows.Count);
    }

    private static PendingSecret Lasting(int days) => new(PlaintextSecret.Generate().Hash(), SecretValidity.Create($"{days}").Value);

    private static async Task<ApiClientPage> ListAsync(DomainHost host, ApiClientQuery query) =>
        (await host.Get<ListApiClients>().ExecuteAsync(query, host.Auditor, DomainHost.Cancellation)).Value;

    private static async Task<IReadOnlyList<string>> AskedForAPageAsync(DomainHost host)
    {
        using var log = new SqlCommandLog(host.DatabaseFile);
        await ListAsync(host, new ApiClientQuery { Search = "client", Sort = ApiClientSort.NextExpiry });
        return log.Commands;
    }

    private static async Task<List<ApiClientPage>> PagesAsync(DomainHost host, ApiClientQuery query, Func<ApiClientPage, string?> step)
    {
        var pages = new List<ApiClientPage> { await ListAsync(host, query) };
        while (step(pages[^1]) is { } cursor && pages.Count < 10)
        {
            pages.Add(await ListAsync(host, query with { Cursor = cursor }));
        }

        return pages;
    }

    private static IEnumerable<string> NamesOf(IEnumerable<ApiClientPage> pages) => pages.SelectMany(page => page.Rows).Select(row => row.Name);
}
