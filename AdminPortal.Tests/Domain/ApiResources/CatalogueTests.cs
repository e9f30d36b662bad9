using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.ApiResources;

public sealed class CatalogueTests
{
    [Fact]
    public async Task The_first_start_loads_the_sample_of_one_default_resource_server()
    {
        await using var host = await DomainHost.StartAsync();

        var server = Assert.Single(await host.CatalogueAsync());

        Assert.Equal(("Zscaler APIs", "https://api.zscaler.com", true), (server.DisplayName, server.PrimaryAudience, server.IsDefault));
        Assert.Equal(
            ["BI", "CLOUD_CONNECTOR", "ZCC", "ZDX", "ZGUARD", "ZIA", "ZINSIGHTS", "ZPA", "ZRA"],
            server.Services.Select(service => service.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Scopes_derive_from_service_and_role_and_are_unique_scope_tokens()
    {
        await using var host = await DomainHost.StartAsync();
        var roles = (await host.CatalogueAsync()).SelectMany(server => server.Services).SelectMany(service => service.Roles).ToList();

        Assert.Contains("zia.api-role01", roles.Select(role => role.Scope.Value));
        Assert.Equal(roles.Count, roles.Select(role => role.Scope).Distinct().Count());
        Assert.All(roles, role => Assert.True(Scope.TryParse(role.Scope.Value, out _)));
    }

    [Theory]
    [InlineData("ZIA", "Firewall-Admin-API-Role", "zia.firewall-admin-api-role")]
    [InlineData("ZPA", "Scope:Default: Role:API Full Access", "zpa.scope-default-role-api-full-access")]
    [InlineData("Über", "Prüfer \"A\\B\"", "uber.prufer-a-b")]
    [InlineData("中文", "角色", "x.x")]
    public void A_scope_keeps_letters_and_digits_and_nothing_a_scope_token_forbids(string service, string role, string scope) =>
        Assert.Equal(scope, Scope.Derive(service, role, []).Value);

    [Fact]
    public void A_second_role_of_the_same_slug_gets_a_number()
    {
        HashSet<Scope> taken = [];

        var scopes = new[] { "Read Only", "read-only", "READ ONLY" }.Select(role => Scope.Derive("ZIA", role, taken).Value).ToList();

        Assert.Equal(["zia.read-only", "zia.read-only-2", "zia.read-only-3"], scopes);
    }

    [Theory]
    [InlineData("a b", false)]
    [InlineData("a\"b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a\u00e9", false)]
    [InlineData("", false)]
    [InlineData("!#[]~", true)]
    public void A_scope_token_is_printable_ascii_without_blank_quote_and_backslash(string text, bool valid) =>
        Assert.Equal(valid, Scope.TryParse(text, out _));

    [Fact]
    public async Task A_store_with_a_catalogue_is_left_alone()
    {
        await using var host = await DomainHost.StartAsync();

        var imported = await host.Get<ImportCatalogue>().ExecuteIfEmptyAsync(CatalogueFile.Sample(), host.Superuser, DomainHost.Cancellation);

        Assert.Equal(0, imported.Value);
        Assert.Single(await host.CatalogueAsync());
    }
}
