using AdminPortal.ApiClients.Listing;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Failures;

/// <summary>The box on the list of clients that finds a refused request by its reference.</summary>
public sealed class FailureFinderTests : IAsyncLifetime
{
    private const string Disclosure = "Find a failed request by its reference";

    private DomainHost _domain = null!;
    private PageHost _host = null!;
    private ClientId _client = null!;

    public async ValueTask InitializeAsync()
    {
        _domain = await DomainHost.StartAsync();
        _host = new PageHost(_domain, _domain.Auditor);
        _client = await _domain.AddClientAsync("Billing sync");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _domain.DisposeAsync();
    }

    [Fact]
    public async Task A_reference_is_found_with_all_that_is_known_and_the_way_to_its_client()
    {
        var reference = await _domain.FailAsync(_client.Value, "secret ab12... expired on 2027-01-01T00:00:00Z");
        var page = Open();
        Assert.True(page.Find("#failure-finder").HasAttribute("hidden"));

        await page.Button(Disclosure).ClickAsync(new());
        await FindAsync(page, $"Reference: {reference}");

        Assert.False(page.Find("#failure-finder").HasAttribute("hidden"));
        Assert.Equal($"Failed request {reference}", page.Find("#found-failure").TextContent);
        var facts = page.Find("#failure-finder dl").TextContent;
        Assert.All(
            [
                "secret ab12... expired on 2027-01-01T00:00:00Z", _client.Value, "15 Jan 2027, 09:30 UTC", "Secret in the form", FailureSeed.Source,
                "invalid_client",
            ],
            words => Assert.Contains(words, facts, StringComparison.Ordinal));
        Assert.Equal($"{SiteMap.ApiClients.Path}/{_client}?tab=activity", page.Find("#failure-finder dl a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(true, "Yes: the request came from this client")]
    [InlineData(false, "No: the request only named this client")]
    public async Task Whether_the_request_proved_to_be_of_that_client_is_said_in_words(bool isProved, string words)
    {
        var reference = await _domain.FailAsync(_client.Value, "the client holds no role at all", isProved);

        Assert.Contains(words, Open($"?q={reference}").Find("#failure-finder dl").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pasted_into_the_search_for_clients_it_is_found_as_well()
    {
        var reference = await _domain.FailAsync("billing-sync", "unknown client");

        var page = Open($"?q={reference}");

        Assert.Equal("true", page.Button(Disclosure).GetAttribute("aria-expanded"));
        var facts = page.Find("#failure-finder dl").TextContent;
        Assert.All(["No client of this portal", "billing-sync", "unknown client"], words => Assert.Contains(words, facts, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#failure-finder dl a"));
    }

    [Fact]
    public void Another_search_leaves_it_folded_away() => Assert.True(Open("?q=database").Find("#failure-finder").HasAttribute("hidden"));

    [Fact]
    public async Task What_a_deleted_client_was_refused_is_told_without_a_way_to_it()
    {
        var reference = await _domain.FailAsync(_client.Value);
        await _domain.Get<DeleteApiClient>().ExecuteAsync(_client, _domain.Superuser, DomainHost.Cancellation);

        var page = Open($"?q={reference}");

        Assert.Contains($"Since deleted: {_client}", page.Find("#failure-finder dl").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#failure-finder dl a"));
    }

    [Fact]
    public async Task What_is_no_reference_is_said_at_the_field_and_what_has_no_record_beneath_it()
    {
        var page = Open();

        await FindAsync(page, "Billing sync");
        Assert.Contains(TokenFailureErrors.NoReference.Message, page.Find("#failure-finder .field-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Labelled("Reference").GetAttribute("aria-invalid"));

        await FindAsync(page, "abcd2345");
        Assert.Empty(page.FindAll("#failure-finder .field-error"));
        Assert.Contains("No record has the reference ABCD2345.", page.Find("#failure-finder .notice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_store_breaks_the_box_says_so_and_tries_again()
    {
        var reference = await _domain.FailAsync(_client.Value);
        var page = Open();
        await _domain.RenameTableAsync("TokenFailures", "Gone");
        await FindAsync(page, reference);
        Assert.Contains("Couldn't load this failed request", page.Find("#failure-finder [role=alert]").TextContent, StringComparison.Ordinal);

        await _domain.RenameTableAsync("Gone", "TokenFailures");
        await page.Button("Try again").ClickAsync(new());

        Assert.Equal($"Failed request {reference}", page.Find("#found-failure").TextContent);
    }

    private IRenderedComponent<ApiClientsPage> Open(string query = "") => _host.Open<ApiClientsPage>(SiteMap.ApiClients.Path + query);

    private static async Task FindAsync(IRenderedComponent<ApiClientsPage> page, string typed)
    {
        await page.Labelled("Reference").InputAsync(typed);
        await page.Find("#failure-finder form").SubmitAsync();
    }
}
