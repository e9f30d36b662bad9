using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Editing;

public sealed class SecretDialogTests : EditingTest
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_secret_is_shown_once_and_gone_with_its_dialog()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);

        var value = await GenerateAsync(page);
        Dialog(page, "Copy this secret now");
        Assert.Matches("^adminportal_sec_[0-9A-Za-z]{49}$", value);
        Assert.Equal(value, page.Button("Copy secret").GetAttribute("data-copy"));
        Assert.Empty((await ReadAsync(id)).Secrets);

        await AcknowledgeAsync(page);
        Assert.Empty(page.FindAll("dialog"));
        Assert.DoesNotContain(value, page.Markup, StringComparison.Ordinal);
        Assert.Equal(value.Substring("adminportal_sec_".Length, 4), Assert.Single((await ReadAsync(id)).Secrets).Hint);
    }

    [Fact]
    public async Task Done_waits_for_the_acknowledgement()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));

        await GenerateAsync(page);

        Assert.True(page.Button("Done").HasAttribute("disabled"));
        Assert.False(page.Labelled("Client secret").HasAttribute("disabled"));
        Assert.True(page.Labelled("Client secret").HasAttribute("readonly"));
    }

    [Fact]
    public async Task A_discarded_secret_was_never_stored()
    {
        var id = await AddAsync(secrets: 2);
        var before = (await ReadAsync(id)).Secrets;
        var page = OpenSaved(id);
        await GenerateAsync(page);

        await page.Button("Discard this secret").ClickAsync(new());

        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal(before, (await ReadAsync(id)).Secrets);
    }

    [Fact]
    public async Task Escape_does_not_close_the_dialog_that_shows_a_secret()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await GenerateAsync(page);

        await page.Find("dialog").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Escape" });

        Dialog(page, "Copy this secret now");
    }

    [Theory]
    [InlineData("29", "Validity must be at least 30 days")]
    [InlineData("366", "Validity must be 365 days or fewer")]
    [InlineData("", "Enter a validity in days")]
    public async Task A_wrong_validity_is_told_and_no_secret_is_made(string days, string message)
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await page.Button("Add secret").ClickAsync(new());
        await page.Labelled("Validity in days").ChangeAsync(new() { Value = days });

        await page.Button("Generate").ClickAsync(new());

        Assert.Contains(message, Dialog(page, "Add secret").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_a_third_secret_the_dialog_says_which_one_dies_with_its_last_use_and_offers_the_safer_order()
    {
        var id = await AddAsync(secrets: 2);
        var secrets = (await ReadAsync(id)).Secrets;
        var page = OpenSaved(id);

        await page.Button("Add secret").ClickAsync(new());

        var dialog = Dialog(page, "Add secret");
        Assert.Contains("Adding a third secret replaces the newest one", dialog.TextContent, StringComparison.Ordinal);
        var options = dialog.QuerySelectorAll("label.option");
        Assert.Contains("Replace the newest secret", options[0].TextContent, StringComparison.Ordinal);
        Assert.Contains($"{secrets[1].Hint}…", options[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("never used", options[0].TextContent, StringComparison.Ordinal);
        Assert.True(options[0].QuerySelector("input")!.HasAttribute("checked"));
        Assert.Contains("Delete the older secret first", options[1].TextContent, StringComparison.Ordinal);
        Assert.Contains($"{secrets[0].Hint}…", options[1].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "", "never used", "never used")]
    [InlineData(30, 2, "deleting the older one first is safer", "more than 7 days ago", "2 hours ago")]
    [InlineData(5, 2, "Finish the current rotation first", "5 hours ago", "2 hours ago")]
    public async Task The_dialog_advises_by_the_last_use_of_each(int? olderUsed, int? newestUsed, string advice, string older, string newest)
    {
        var id = await AddAsync(secrets: 2);
        var secrets = (await ReadAsync(id)).Secrets;
        await UseAsync(secrets[0].Id, olderUsed is 30 ? TimeSpan.FromDays(30) : olderUsed * Hour);
        await UseAsync(secrets[1].Id, newestUsed * Hour);
        var page = OpenSaved(id);

        await page.Button("Add secret").ClickAsync(new());

        var dialog = Dialog(page, "Add secret");
        Assert.Contains(advice, dialog.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(advice.Length == 0 ? 1 : 2, dialog.QuerySelectorAll(".notice p").Length);
        var options = dialog.QuerySelectorAll("label.option");
        Assert.Contains(newest, options[0].TextContent, StringComparison.Ordinal);
        Assert.Contains(older, options[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_button_is_red_while_it_leads_to_the_end_of_the_newest()
    {
        var page = OpenSaved(await AddAsync(secrets: 2));
        await page.Button("Add secret").ClickAsync(new());
        Assert.Contains("mud-button-filled-error", page.Button("Generate").ClassList);

        await page.FindAll("label.option input")[1].ChangeAsync(new() { Value = "on" });

        Assert.Contains("mud-button-filled-primary", page.Button("Generate").ClassList);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task A_third_secret_ends_the_one_that_was_chosen(int option, int dies)
    {
        var id = await AddAsync(secrets: 2);
        var before = (await ReadAsync(id)).Secrets;
        var page = OpenSaved(id);
        await page.Button("Add secret").ClickAsync(new());
        await page.FindAll("label.option input")[option].ChangeAsync(new() { Value = "on" });
        await page.Button("Generate").ClickAsync(new());
        Assert.Contains($"{before[dies].Hint}… stops working then", Dialog(page, "Copy this secret now").TextContent, StringComparison.Ordinal);

        await AcknowledgeAsync(page);

        var after = (await ReadAsync(id)).Secrets;
        Assert.Equal(before[1 - dies].Id, after[0].Id);
        Assert.DoesNotContain(before[dies].Id, after.Select(secret => secret.Id));
    }

    [Fact]
    public async Task When_the_secrets_changed_meanwhile_nothing_is_stored_and_the_person_is_told()
    {
        var id = await AddAsync(secrets: 2);
        var page = OpenSaved(id);
        await GenerateAsync(page);
        var newest = (await ReadAsync(id)).Secrets[1];
        await Domain.Get<AdminPortal.Domain.ApiClients.Secrets.DeleteClientSecret>().ExecuteAsync(id, newest.Id, Domain.Superuser, Cancellation);

        await AcknowledgeAsync(page);

        Assert.Contains(ApiClientErrors.SecretsChanged.Message, page.Find("dialog").TextContent, StringComparison.Ordinal);
        Assert.Single((await ReadAsync(id)).Secrets);
    }

    [Fact]
    public async Task Deleting_a_secret_that_was_used_says_when_and_from_where()
    {
        var id = await AddAsync(secrets: 1);
        var secret = (await ReadAsync(id)).Secrets[0];
        await UseAsync(secret.Id, 2 * Hour);
        var page = OpenSaved(id);

        await page.Button($"Delete secret {secret.Hint}").ClickAsync(new());

        Assert.Contains("Last used 2 hours ago from 192.0.2.7", Words(Dialog(page, "Delete this secret?").TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_a_secret_says_what_it_does_and_then_does_it()
    {
        var id = await AddAsync(secrets: 1);
        var hint = (await ReadAsync(id)).Secrets[0].Hint;
        var page = OpenSaved(id);

        await page.Button($"Delete secret {hint}").ClickAsync(new());
        Assert.Contains("stops working at once", Dialog(page, "Delete this secret?").TextContent, StringComparison.Ordinal);
        await page.Button("Delete secret").ClickAsync(new());

        Assert.Empty((await ReadAsync(id)).Secrets);
        Assert.Contains("No secrets", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, "Active")]
    [InlineData(61, "Expires in 29 days")]
    [InlineData(84, "Expires in 6 days")]
    [InlineData(90, "Expired")]
    public async Task A_chip_says_in_words_how_long_a_secret_still_works(int daysLater, string words)
    {
        var id = await AddAsync(secrets: 1);
        Domain.Clock.Advance(TimeSpan.FromDays(daysLater - (daysLater == 60 ? 1 : 0)));

        Assert.Contains(words, OpenSaved(id).Find("table .chip").TextContent, StringComparison.Ordinal);
    }

    // As the token service does when it issues a token.
    private async Task UseAsync(Guid secretId, TimeSpan? ago)
    {
        if (ago is { } since)
        {
            var at = (Domain.Clock.GetUtcNow() - since).ToUnixTimeMilliseconds();
            await Domain.ExecuteSqlAsync($"""UPDATE "ClientSecrets" SET "LastUsedAt" = {at}, "LastUsedFrom" = '192.0.2.7' WHERE "Id" = {secretId}""");
        }
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
