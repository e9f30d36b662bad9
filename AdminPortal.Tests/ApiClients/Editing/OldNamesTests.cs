using AdminPortal.AllTokens;
using AdminPortal.ApiClients.Editing;
using AdminPortal.ApiClients.Listing;
using AdminPortal.ApiResources;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tests.ApiClients.Editing;

/// <summary>Names that were stored before each of their characters had to be one that is seen: they turn nothing round, in words or in labels.</summary>
public sealed class OldNamesTests : EditingTest
{
    // U+202E, right-to-left override.
    private const char Override = '\u202E';
    private const string Hidden = "\u202Ex";

    // What a field is to change and what is copied are the very text.
    private static readonly string[] Verbatim = ["value", "data-copy"];

    private ClientId _client = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var role = await Domain.RoleAsync("ZIA", "API_Role01");
        _client = await Domain.AddClientAsync(
            new ApiClientDetails { Name = "Billing sync", Roles = new Dictionary<string, string> { [role.Key] = role.Value } });
        var key = new NewPublicKey(PublicKeyName.Create("Old key").Value, new PemKey(KeyPairs.For("ES256").Key, null));
        Assert.True((await Domain.Get<AddClientPublicKeys>().ExecuteAsync(_client, [key], Domain.Superuser, Cancellation)).IsSuccess);
        await Domain.IssueAsync(_client);
        await Domain.ExecuteSqlAsync($"""UPDATE "ApiClients" SET "Name" = "Name" || {Hidden}, "Description" = "Description" || {Hidden}""");
        await Domain.ExecuteSqlAsync($"""UPDATE "ClientPublicKeys" SET "Name" = "Name" || {Hidden}""");
        await Domain.ExecuteSqlAsync($"""
            UPDATE "ResourceServers"
            SET "DisplayName" = "DisplayName" || {Hidden}, "Description" = "Description" || {Hidden}, "PrimaryAudience" = "PrimaryAudience" || {Hidden}
            """);
        await Domain.ExecuteSqlAsync($"""UPDATE "Services" SET "Name" = "Name" || {Hidden}, "DisplayName" = "DisplayName" || {Hidden}""");
        await Domain.ExecuteSqlAsync($"""UPDATE "ServiceRoles" SET "Name" = "Name" || {Hidden}, "Summary" = "Summary" || {Hidden}""");
    }

    [Fact]
    public void In_the_list_of_clients() => IsClean(Host.Open<ApiClientsPage>(SiteMap.ApiClients.Path), "Edit Billing sync\uFFFDx");

    [Fact]
    public void Among_a_clients_keys() => IsClean(OpenSaved(_client), "Remove Old key\uFFFDx");

    [Fact]
    public async Task Among_its_roles()
    {
        var page = OpenSaved(_client, EditTabs.Resources);
        var held = page.FindAll("[role=radiogroup]").Single(group => !group.QuerySelector("input")!.HasAttribute("checked"));
        await held.QuerySelector("input")!.ChangeAsync(new() { Value = "on" });

        IsClean(page, "API_Role01\uFFFDx");
        Assert.Contains("will be", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_list_of_tokens() => IsClean(Host.Open<TokensPage>(SiteMap.Tokens.Path), "Only tokens of Billing sync\uFFFDx");

    [Fact]
    public async Task In_the_catalogue_and_in_its_dialog()
    {
        var page = Host.Open<ApiResourcesPage>(SiteMap.ApiResources.Path);
        IsClean(page, "View Zscaler APIs\uFFFDx");

        await page.Button("View Zscaler APIs\uFFFDx").ClickAsync(new());

        IsClean(page, "Roles of Zscaler Internet Access\uFFFDx");
    }

    private static void IsClean<T>(IRenderedComponent<T> page, string label)
        where T : IComponent
    {
        var elements = page.FindAll("*");
        Assert.Contains(elements, element => element.GetAttribute("aria-label") == label);
        Assert.DoesNotContain(elements, element => element.Attributes.Any(
            attribute => attribute.Value.Contains(Override, StringComparison.Ordinal) && !Verbatim.Contains(attribute.Name)));
        Assert.DoesNotContain(elements, element => element.TextContent.Contains(Override, StringComparison.Ordinal));
    }
}
