using AdminPortal.ApiClients.Editing;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace AdminPortal.Tests.ApiClients.Editing;

public sealed class AddApiClientPageTests : EditingTest
{
    [Fact]
    public void The_client_tab_is_selected_first_and_the_form_starts_with_its_defaults()
    {
        var page = OpenNew();

        Assert.Equal("Add API Client", page.Find("h1").TextContent);
        Assert.Equal(["Client", "Resources"], page.FindAll("[role=tab]").Select(tab => tab.TextContent.Trim()));
        Assert.Equal("true", page.FindAll("[role=tab]")[0].GetAttribute("aria-selected"));
        Assert.Equal(("", "60"), (page.Labelled("Name").GetAttribute("value"), page.Labelled("Access Token Lifetime").GetAttribute("value")));
        Assert.True(page.Find("input[role=switch]").HasAttribute("checked"));
        Assert.Equal(("1", "1440"), (page.Labelled("Access Token Lifetime").GetAttribute("min"), page.Labelled("Access Token Lifetime").GetAttribute("max")));
    }

    [Fact]
    public async Task Saving_stores_the_client_and_leads_to_the_list_that_names_its_id()
    {
        var page = OpenNew();
        await page.Labelled("Name").ChangeAsync(new() { Value = "Billing sync" });
        await page.Labelled("Access Token Lifetime").ChangeAsync(new() { Value = "15" });

        await SubmitAsync(page);

        var list = (await Domain.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery(), Domain.Superuser, Cancellation)).Value;
        var saved = Assert.Single(list.Rows);
        Assert.Equal("Billing sync", saved.Name);
        Assert.Equal($"{SiteMap.ApiClients.Path}?added={saved.Id}", Host.PathAndQuery);
    }

    [Fact]
    public async Task A_failed_save_lists_every_fault_with_a_link_counts_them_on_the_tab_and_says_so_in_the_title()
    {
        var page = OpenNew();
        await page.Labelled("Access Token Lifetime").ChangeAsync(new() { Value = "1441" });

        await SubmitAsync(page);

        Assert.Equal(
            [ApiClientErrors.NameMissing.Message, ApiClientErrors.LifetimeTooLong.Message],
            page.FindAll("#error-summary [role=link]").Select(link => link.TextContent));
        Assert.Contains("2", page.FindAll("[role=tab]")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Labelled("Name").GetAttribute("aria-invalid"));
        Assert.Equal("error-summary", Host.Focused);
        Assert.StartsWith("Error: Add API Client", Host.Render(page.FindComponent<PageTitle>().Instance.ChildContent!).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_said_when_its_field_is_left_and_vanishes_with_another_name()
    {
        await Domain.AddClientAsync("Billing sync");
        var page = OpenNew();
        await page.Labelled("Name").ChangeAsync(new() { Value = "BILLING sync " });
        await page.Labelled("Name").BlurAsync(new());
        Assert.Contains(ApiClientErrors.NameTaken.Message, page.Markup, StringComparison.Ordinal);
        Assert.Equal("true", page.Labelled("Name").GetAttribute("aria-invalid"));

        await page.Labelled("Name").ChangeAsync(new() { Value = "Billing export" });
        await page.Labelled("Name").BlurAsync(new());
        Assert.DoesNotContain(ApiClientErrors.NameTaken.Message, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failed_save_an_error_vanishes_as_soon_as_the_field_is_right()
    {
        var page = OpenNew();
        await SubmitAsync(page);

        await page.Labelled("Name").ChangeAsync(new() { Value = "Billing sync" });

        Assert.Empty(page.FindAll("#error-summary"));
        Assert.Null(page.Labelled("Name").GetAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("0", true)]
    [InlineData("1.5", true)]
    public async Task Leaving_a_field_reports_it_only_when_it_is_filled_in_and_wrong(string typed, bool reported)
    {
        var page = OpenNew();
        await page.Labelled("Access Token Lifetime").ChangeAsync(new() { Value = typed });

        await page.Labelled("Access Token Lifetime").BlurAsync(new());

        Assert.Equal(reported, page.Labelled("Access Token Lifetime").GetAttribute("aria-invalid") == "true");
    }

    [Fact]
    public async Task The_link_of_a_fault_leads_to_the_tab_it_is_on()
    {
        var page = OpenNew(EditTabs.Resources);
        await SubmitAsync(page);

        await page.Find("#error-summary [role=link]").ClickAsync(new());

        Assert.Equal("true", page.FindAll("[role=tab]")[0].GetAttribute("aria-selected"));
        Assert.Equal("field-name", Host.Focused);
    }

    [Fact]
    public async Task A_taken_name_is_told_at_its_field_and_nothing_typed_is_lost()
    {
        await AddAsync(secrets: 0);
        var page = OpenNew();
        await page.Labelled("Name").ChangeAsync(new() { Value = "BILLING SYNC" });

        await SubmitAsync(page);

        Assert.Contains(ApiClientErrors.NameTaken.Message, page.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.Equal("BILLING SYNC", page.Labelled("Name").GetAttribute("value"));
    }

    [Fact]
    public async Task A_secret_made_on_the_add_page_starts_with_the_save()
    {
        var page = OpenNew();
        await page.Labelled("Name").ChangeAsync(new() { Value = "Billing sync" });
        var value = await GenerateAsync(page, "45");
        await AcknowledgeAsync(page);
        Assert.Contains("Active when you save", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(value, page.Markup, StringComparison.Ordinal);
        Domain.Clock.Advance(TimeSpan.FromHours(1));

        await SubmitAsync(page);

        var id = (await Domain.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery(), Domain.Superuser, Cancellation)).Value.Rows[0].Id;
        Assert.Equal(Domain.Clock.GetUtcNow().AddDays(45), Assert.Single((await ReadAsync(id)).Secrets).ExpiresAt);
    }

    [Fact]
    public async Task On_the_add_page_too_a_third_secret_replaces_the_most_recent_one()
    {
        var page = OpenNew();
        var shown = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            shown.Add(await GenerateAsync(page));
            await AcknowledgeAsync(page);
        }

        var rows = page.FindAll("table tbody th").Select(row => row.TextContent).ToList();

        Assert.Equal([shown[0][..20] + "…", shown[2][..20] + "…"], rows);
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("nobody")]
    public async Task Without_full_permission_the_add_page_says_what_is_missing(string who)
    {
        SignIn(who == "auditor" ? Domain.Auditor : Domain.Nobody);

        var page = OpenNew();

        Assert.Equal("You can't view this page", page.Find("h1").TextContent);
        Assert.Contains("API Clients and API Resources", page.Markup, StringComparison.Ordinal);
        await Task.CompletedTask;
    }
}
