using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Editing;

public sealed class EditApiClientPageTests : EditingTest
{
    [Fact]
    public async Task Update_keeps_the_person_on_the_page_and_says_updated()
    {
        var id = await AddAsync(secrets: 1);
        var page = OpenSaved(id);
        await page.Labelled("Description").ChangeAsync(new() { Value = "Copies invoices" });

        await SubmitAsync(page);
        await page.Labelled("Access Token Lifetime").ChangeAsync(new() { Value = "5" });
        await SubmitAsync(page);

        var saved = (await ReadAsync(id)).Details;
        Assert.Equal(("Copies invoices", "5"), (saved.Description, saved.AccessTokenLifetime));
        Assert.All(Host.Messages, message => Assert.Contains("updated", message, StringComparison.Ordinal));
        Assert.Contains($"/{id}", Host.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_shown_is_what_is_saved_though_nothing_but_input_events_came()
    {
        var id = await AddAsync(secrets: 0);
        var zia = await Domain.RoleAsync("ZIA", "API_Role01");
        var page = OpenSaved(id);

        await page.Labelled("Name").InputAsync(new() { Value = "Dictated" });
        await page.Labelled("Description").InputAsync(new() { Value = "By an extension" });
        await page.Labelled("Access Token Lifetime").InputAsync(new() { Value = "15" });
        await page.Labelled("Client JWKs URL").InputAsync(new() { Value = "https://keys.example/jwks" });
        await page.Find("input[role=switch]").InputAsync(new() { Value = false });
        await page.Find($"input[name={zia.Key}][aria-label=API_Role01]").InputAsync(new() { Value = true });
        await SubmitAsync(page);

        var saved = (await ReadAsync(id)).Details;
        Assert.Equal(
            ("Dictated", "By an extension", "15", "https://keys.example/jwks", false, zia.Value),
            (saved.Name, saved.Description, saved.AccessTokenLifetime, saved.JwksUri, saved.IsActive, saved.Roles[zia.Key]));
    }

    [Fact]
    public async Task A_name_from_before_the_rule_stands_apart_with_a_mark_and_its_fault_is_told_at_the_field()
    {
        var id = await AddAsync(secrets: 0);
        await Domain.ExecuteSqlAsync($"""UPDATE "ApiClients" SET "Name" = {"Billing\u202Esync"}""");
        var page = OpenSaved(id);
        Assert.Equal("Billing\uFFFDsync", page.Find("h1 bdi").TextContent);
        Assert.Equal("Billing\uFFFDsync", page.Find("nav[aria-label=Breadcrumb] li:last-child bdi").TextContent);

        await SubmitAsync(page);
        Assert.Contains("U+202E at position 8", page.Find(".field-error").TextContent, StringComparison.Ordinal);

        await page.Labelled("Name").InputAsync(new() { Value = "Billing sync" });
        await SubmitAsync(page);
        Assert.Equal("Billing sync", (await ReadAsync(id)).Details.Name);
    }

    [Fact]
    public async Task After_a_failed_save_a_fault_goes_while_it_is_mended_and_a_new_one_waits_until_the_field_is_left()
    {
        var page = OpenNew();
        await SubmitAsync(page);

        await page.Labelled("Name").InputAsync(new() { Value = "B" });
        Assert.Empty(page.FindAll(".field-error"));
        await page.Labelled("Access Token Lifetime").InputAsync(new() { Value = "0" });
        Assert.Empty(page.FindAll(".field-error"));
        await page.Labelled("Access Token Lifetime").BlurAsync(new());
        Assert.Single(page.FindAll(".field-error"));
    }

    [Fact]
    public async Task Two_administrators_the_second_is_shown_both_values_and_chooses_to_overwrite()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        await page.Labelled("Description").ChangeAsync(new() { Value = "mine" });
        await SaveBesideAsync(id, "theirs");

        await SubmitAsync(page);

        var panel = page.Find("#conflict");
        Assert.Contains("superuser", panel.TextContent, StringComparison.Ordinal);
        Assert.Equal(["mine", "theirs"], panel.QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Equal("theirs", (await ReadAsync(id)).Details.Description);

        await page.Button("Overwrite with mine").ClickAsync(new());
        Assert.Equal("mine", (await ReadAsync(id)).Details.Description);
        Assert.Empty(page.FindAll("#conflict"));
    }

    [Fact]
    public async Task Two_administrators_the_second_may_take_what_is_saved()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        await page.Labelled("Description").ChangeAsync(new() { Value = "mine" });
        await SaveBesideAsync(id, "theirs");
        await SubmitAsync(page);

        await page.Button("Use the saved values").ClickAsync(new());

        Assert.Equal("theirs", page.Labelled("Description").GetAttribute("value") ?? page.Labelled("Description").TextContent);
        await page.Labelled("Access Token Lifetime").ChangeAsync(new() { Value = "5" });
        await SubmitAsync(page);
        var saved = (await ReadAsync(id)).Details;
        Assert.Equal(("theirs", "5"), (saved.Description, saved.AccessTokenLifetime));
    }

    [Fact]
    public async Task A_secret_added_here_does_not_hide_what_somebody_else_saved_meanwhile()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        await SaveBesideAsync(id, "theirs");

        await GenerateAsync(page);
        await AcknowledgeAsync(page);

        Assert.Contains("theirs", page.Find("#conflict").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Turning_the_status_off_says_what_it_does_before_update_does_it()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);

        await page.Find("input[role=switch]").ChangeAsync(new() { Value = false });

        Assert.Contains("gets no more tokens", page.Find(".notice-warning").TextContent, StringComparison.Ordinal);
        Assert.True((await ReadAsync(id)).Details.IsActive);
    }

    [Fact]
    public async Task The_client_id_can_be_copied_here()
    {
        var id = await AddAsync(secrets: 0);

        Assert.Equal(id.Value, OpenSaved(id).Button("Copy client ID").GetAttribute("data-copy"));
    }

    [Fact]
    public async Task A_view_only_administrator_sees_words_and_no_control_that_changes_anything()
    {
        var id = await AddAsync(secrets: 1);
        SignIn(Domain.Auditor);

        var page = OpenSaved(id);

        Assert.Empty(page.FindAll("input, textarea, select, form"));
        Assert.All(["Update", "Add secret", "Cancel"], name => Assert.False(page.HasButton(name)));
        Assert.DoesNotContain(page.FindAll("button"), button => button.GetAttribute("aria-label")?.StartsWith("Delete", StringComparison.Ordinal) ?? false);
        Assert.EndsWith("requires Full access to API Clients and to API Resources.", page.Explanation("View only"), StringComparison.Ordinal);
        Assert.Contains("Billing sync", page.Find("dl.fact-list").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("=cmd|' /C calc'!A0")]
    public async Task A_hostile_name_is_inert_text(string name)
    {
        var id = await Domain.AddClientAsync(new ApiClientDetails { Name = name, Description = name });

        var page = OpenSaved(id);

        Assert.Equal(name, page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("h1 script"));
    }

    [Theory]
    [InlineData("iq41q3fpgg6st")]
    [InlineData("not-a-client-id")]
    public void A_client_that_is_not_there_is_said_to_be_gone(string text)
    {
        var page = Host.Render<AdminPortal.ApiClients.Editing.EditApiClientPage>(parameters => parameters.Add(p => p.ClientIdText, text));

        Assert.Equal("No longer exists", page.Find("h1").TextContent);
    }

    [Fact]
    public async Task When_the_store_breaks_what_was_typed_is_kept_and_can_be_saved_again()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        await page.Labelled("Description").ChangeAsync(new() { Value = "kept" });
        await Domain.RenameTableAsync("ApiClients", "Gone");

        await SubmitAsync(page);

        Assert.Contains("Nothing is lost: try again. Reference: ", page.Find("#error-summary").TextContent, StringComparison.Ordinal);
        await Domain.RenameTableAsync("Gone", "ApiClients");
        await SubmitAsync(page);
        Assert.Equal("kept", (await ReadAsync(id)).Details.Description);
    }

    private async Task SaveBesideAsync(ClientId id, string description)
    {
        var view = await ReadAsync(id);
        var command = new UpdateApiClientCommand(id, view.Version, view.Details with { Description = description });
        await Domain.Get<UpdateApiClient>().ExecuteAsync(command, Domain.Superuser, Cancellation);
    }
}
