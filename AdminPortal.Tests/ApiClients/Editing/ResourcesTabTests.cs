using AdminPortal.ApiClients.Editing;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Editing;

public sealed class ResourcesTabTests : EditingTest
{
    [Fact]
    public void Each_service_is_one_radio_group_by_its_name_with_no_access_first()
    {
        var page = OpenNew(EditTabs.Resources);
        var groups = page.FindAll("[role=radiogroup]");

        Assert.Equal(9, groups.Count);
        Assert.Contains("Zscaler Internet Access", groups.Select(group => page.Find($"#{group.GetAttribute("aria-labelledby")}").TextContent));
        Assert.All(groups, group => Assert.Equal("No access", group.QuerySelector("input[type=radio]")!.GetAttribute("aria-label")));
        Assert.All(groups, group => Assert.True(group.QuerySelector("input[type=radio]")!.HasAttribute("checked")));
    }

    [Fact]
    public async Task Chosen_roles_are_saved_and_a_second_role_of_a_service_takes_the_place_of_the_first()
    {
        var page = OpenNew(EditTabs.Resources);
        await page.Labelled("Name").ChangeAsync(new() { Value = "Billing sync" });
        await ChooseAsync(page, "Zscaler Internet Access", "API_Role01");
        await ChooseAsync(page, "Zscaler Internet Access", "API_Role_READONLY");
        await ChooseAsync(page, "Zscaler Digital Experience", "ZDX Super Admin");

        Assert.Equal(["zdx.zdx-super-admin", "zia.api-role-readonly"], page.FindAll(".scope-line code").Select(scope => scope.TextContent));
        Assert.Contains("2 of 9 services", page.Markup, StringComparison.Ordinal);
        await SubmitAsync(page);

        var row = (await Domain.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery(), Domain.Superuser, Cancellation)).Value.Rows[0];
        Assert.Equal(["Zscaler Digital Experience", "Zscaler Internet Access"], row.ServiceNames);
    }

    [Theory]
    [InlineData("digital", "Zscaler Digital Experience")]
    [InlineData("Firewall-Admin", "Zscaler Internet Access")]
    [InlineData("zinsights.", "Zscaler Insights")]
    public async Task Search_finds_services_by_name_role_and_scope(string query, string service)
    {
        var page = OpenNew(EditTabs.Resources);

        await page.Labelled("Search services and roles").InputAsync(new() { Value = query });

        var shown = page.FindAll("section.card:not([hidden]) [role=radiogroup]");
        Assert.Equal([service], shown.Select(group => page.Find($"#{group.GetAttribute("aria-labelledby")}").TextContent));
    }

    [Fact]
    public async Task A_search_without_a_match_says_so_and_keeps_the_choices()
    {
        var page = OpenNew(EditTabs.Resources);
        await ChooseAsync(page, "Zscaler Internet Access", "API_Role01");

        await page.Labelled("Search services and roles").InputAsync(new() { Value = "nothing like this" });
        Assert.Contains("No services or roles match", page.Markup, StringComparison.Ordinal);
        await page.Button("Clear search").ClickAsync(new());

        Assert.Equal(["zia.api-role01"], page.FindAll(".scope-line code").Select(scope => scope.TextContent));
    }

    [Fact]
    public async Task On_edit_a_changed_service_says_what_it_was_and_will_be()
    {
        var role = await Domain.RoleAsync("ZIA", "API_Role01");
        var id = await Domain.AddClientAsync(new ApiClientDetails { Name = "Billing sync", Roles = new Dictionary<string, string>([role]) });
        var page = OpenSaved(id, EditTabs.Resources);

        await ChooseAsync(page, "Zscaler Internet Access", "No access");

        Assert.Contains("Was API_Role01, will be No access.", page.Find("section.card:has([role=radiogroup]) > p.hint").TextContent, StringComparison.Ordinal);
    }

    private static Task ChooseAsync(IRenderedComponent<EditApiClientPage> page, string service, string role)
    {
        var group = page.FindAll("[role=radiogroup]").Single(candidate => page.Find($"#{candidate.GetAttribute("aria-labelledby")}").TextContent == service);
        return group.QuerySelectorAll("input").Single(radio => radio.GetAttribute("aria-label") == role).ChangeAsync(new() { Value = "on" });
    }
}
