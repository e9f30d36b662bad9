using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.ApiClients.Editing;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.ApiClients.Keys;

public sealed class JwksSectionTests : EditingTest
{
    private const string Address = "https://keys.example.com/jwks.json";
    private const string Hint = "This client has a working key.";

    private JwksFetchOutcome _answer = PublishedKeys.Set(TimeSpan.FromMinutes(10), "k1");
    private ClientJwksCache _cache = null!;
    private int _visits;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _cache = new ClientJwksCache(VisitAsync, Domain.Clock);
        SignInAs(Domain.Superuser);
    }

    [Fact]
    public async Task A_preview_shows_what_is_known_of_each_key_and_of_those_that_are_left_out()
    {
        _answer = Fetched(new JwkSet(
            [new("k1", "ES256", PublishedKeys.Key) { Use = "sig" }, new(null, null, PublishedKeys.Key)],
            [new LeftOutKey(3, "shared", "This is a symmetric key")]));
        var page = OpenNew();
        await TypeAsync(page, Address);

        await page.Button("Fetch & preview keys").ClickAsync(new());

        var table = page.Find("table[aria-label='Published keys']");
        Assert.Equal(["Key ID", "Type", "Algorithm", "Use", "Size", "Usable"], table.QuerySelectorAll("thead th").Select(cell => cell.TextContent));
        Assert.Equal(
            ["k1|EC P-256|ES256|sig|256 bits|Yes", "None|EC P-256|ES256|Not stated|256 bits|Yes", "shared|Key 3 of the set|No"],
            table.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim()))));
        Assert.Contains("Key 3 (shared) is left out: This is a symmetric key", Section(page).TextContent, StringComparison.Ordinal);
        Assert.Equal("Needs attention", Chip(page));
    }

    [Fact]
    public async Task A_private_key_that_is_published_is_an_error_and_any_other_key_that_is_left_out_a_warning()
    {
        _answer = Fetched(new JwkSet(
            [],
            [
                new LeftOutKey(1, null, "Everybody can sign") { Kind = LeftOutKind.PrivateKey },
                new LeftOutKey(2, null, "This address publishes a private key"),
            ]));
        var page = OpenNew();
        await TypeAsync(page, Address);

        await page.Button("Fetch & preview keys").ClickAsync(new());

        Assert.Equal(
            ["Key 1 is left out: Everybody can sign", "Key 2 is left out: This address publishes a private key"],
            new[] { ".notice-error", ".notice-warning" }.Select(kind => Section(page).QuerySelector(kind)!.TextContent.Trim()));
    }

    [Fact]
    public async Task A_key_id_that_a_stranger_chose_stands_apart_and_cannot_turn_the_page_round()
    {
        _answer = Fetched(new JwkSet(
            [new("k\u202E1", "ES256", PublishedKeys.Key)], [new LeftOutKey(2, "\u2067shared\u200B", "This is a symmetric key")]));
        var page = OpenNew();
        await TypeAsync(page, Address);

        await page.Button("Fetch & preview keys").ClickAsync(new());

        Assert.Equal(
            ["k\uFFFD1", "\uFFFDshared\uFFFD"],
            page.FindAll("table[aria-label='Published keys'] tbody th bdi").Select(id => id.TextContent));
        Assert.Contains("Key 2 (\uFFFDshared\uFFFD) is left out", Section(page).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', page.Markup);
        Assert.DoesNotContain('\u2067', page.Markup);
    }

    [Fact]
    public async Task A_preview_says_what_one_key_ID_of_several_keys_means()
    {
        _answer = Fetched(new JwkSet([new("k1", "ES256", PublishedKeys.Key), new("k1", null, PublishedKeys.Key), new("k2", null, PublishedKeys.Key)], []));
        var page = OpenNew();
        await TypeAsync(page, Address);

        await page.Button("Fetch & preview keys").ClickAsync(new());

        Assert.Contains("3 keys can be used.", Section(page).TextContent, StringComparison.Ordinal);
        Assert.Contains("k1 is the key ID of 2 keys.", Section(page).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("k2 is the key ID", Section(page).TextContent, StringComparison.Ordinal);
        Assert.Equal("Active", Chip(page));
    }

    [Fact]
    public async Task An_address_that_was_changed_is_fetched_once_when_its_field_is_left()
    {
        var page = OpenSaved(await AddAsync(Address));
        await LeaveAsync(page);
        Assert.Equal(0, _visits);

        await TypeAsync(page, "https://keys.example.com/others");
        await LeaveAsync(page);
        await LeaveAsync(page);
        Assert.Equal((1, "Active"), (_visits, Chip(page)));

        await TypeAsync(page, "http://keys.example.com/");
        await LeaveAsync(page);
        Assert.Equal((1, "Not verified"), (_visits, Chip(page)));
        Assert.Contains("Enter a URL that starts with https://", Section(page).TextContent, StringComparison.Ordinal);
        await TypeAsync(page, "");
        Assert.Equal("Not configured", Chip(page));
    }

    [Fact]
    public async Task An_address_that_cannot_be_fetched_is_saved_and_stays_marked_with_its_cause()
    {
        _answer = PublishedKeys.Down;
        var id = await AddAsync("");
        var page = OpenSaved(id);
        await TypeAsync(page, Address);
        await LeaveAsync(page);
        Assert.Contains(
            "keys.example.com refused the connection on port 443. Check the port, and that the key server is running. You can still save",
            Section(page).TextContent,
            StringComparison.Ordinal);

        await SubmitAsync(page);
        Assert.Equal(Address, (await ReadAsync(id)).Details.JwksUri);

        foreach (var actor in new[] { Domain.Superuser, Domain.Auditor })
        {
            SignInAs(actor);
            page = OpenSaved(id);
            Assert.Equal("Needs attention", Chip(page));
            Assert.Contains("failed. keys.example.com refused the connection on port 443.", Section(page).TextContent, StringComparison.Ordinal);
        }

        // Whoever looked before the key server was up has shut nobody out.
        _answer = PublishedKeys.Set(null, "k1");
        Assert.Single((await _cache.FindKeysAsync(JwksUri.FromStored(Address), "k1", Cancellation)).Keys);
    }

    [Fact]
    public async Task A_saved_address_shows_what_is_held_of_it_to_whoever_may_look()
    {
        var id = await AddAsync(Address);
        Assert.Equal("Not verified", Chip(OpenSaved(id)));
        await _cache.FindKeysAsync(JwksUri.FromStored(Address), "k1", Cancellation);
        Domain.Clock.Advance(TimeSpan.FromMinutes(2));

        foreach (var actor in new[] { Domain.Superuser, Domain.Auditor })
        {
            SignInAs(actor);
            var page = OpenSaved(id);
            Assert.Equal("Active", Chip(page));
            Assert.Equal(
                ["2027-01-15T09:30:00Z", "2027-01-15T09:40:00Z"], Section(page).QuerySelectorAll("dl time").Select(time => time.GetAttribute("datetime")));
            Assert.Contains("k1", page.Find("table[aria-label='Published keys']").TextContent, StringComparison.Ordinal);
            Assert.Equal(actor == Domain.Superuser, page.HasButton("Fetch & preview keys"));
        }

        Assert.Equal(1, _visits);
        Domain.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Contains("With the next token request", Section(OpenSaved(id)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_beside_a_published_key_is_hinted_at_once_the_key_is_known_to_work()
    {
        var id = await Domain.AddClientAsync(
            new ApiClientDetails { Name = "Billing sync", JwksUri = Address }, new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default));
        var page = OpenSaved(id);
        Assert.DoesNotContain(Hint, page.Markup, StringComparison.Ordinal);

        await page.Button("Fetch & preview keys").ClickAsync(new());

        Assert.Contains(Hint, page.Markup, StringComparison.Ordinal);
        Assert.Contains(Hint, OpenSaved(id).Markup, StringComparison.Ordinal);
    }

    private void SignInAs(Actor actor)
    {
        SignIn(actor);
        var (store, gate) = (Domain.Get<PortalStore>(), Domain.Get<PermissionGate>());
        Host.Services.AddSingleton(new PreviewJwks(store, gate, new OutboundAddressPolicy(JwksFetchOptions.None), _cache, Domain.Clock));
        Host.Services.AddSingleton(new GetHeldKeys(store, gate, _cache));
    }

    private Task<JwksFetchOutcome> VisitAsync(JwksUri uri, CancellationToken cancellation)
    {
        _visits++;
        return Task.FromResult(_answer);
    }

    private static JwksFetchOutcome.Fetched Fetched(JwkSet set) => new(set, null, 200, "application/json", 100);

    private Task<ClientId> AddAsync(string address) => Domain.AddClientAsync(new ApiClientDetails { Name = "Billing sync", JwksUri = address });

    private static Task TypeAsync<T>(IRenderedComponent<T> page, string address)
        where T : IComponent => page.Labelled("Client JWKs URL").ChangeAsync(new() { Value = address });

    private static Task LeaveAsync<T>(IRenderedComponent<T> page)
        where T : IComponent => page.Labelled("Client JWKs URL").BlurAsync(new());

    private static AngleSharp.Dom.IElement Section<T>(IRenderedComponent<T> page)
        where T : IComponent => page.Find("section[aria-labelledby=jwks-title]");

    private static string Chip<T>(IRenderedComponent<T> page)
        where T : IComponent => Section(page).QuerySelector(".chip")!.TextContent.Trim();
}
