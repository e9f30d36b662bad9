using System.Text;
using AdminPortal.ApiClients.Keys;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Tests.ApiClients.Keys;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Editing;

/// <summary>A store that can be read and not written, under a form in which somebody has typed.</summary>
public sealed class StoreFaultTests : EditingTest
{
    [Fact]
    public async Task When_a_secret_cannot_be_deleted_the_page_says_so_keeps_the_form_and_it_can_be_tried_again()
    {
        var id = await AddAsync(secrets: 1);
        var hint = (await ReadAsync(id)).Secrets[0].Hint;
        var page = OpenSaved(id);
        await page.Labelled("Description").InputAsync(new() { Value = "kept" });

        await BreakAsync();
        await DeleteSecretAsync(page, hint);
        Told(page);

        await MendAsync();
        await DeleteSecretAsync(page, hint);
        Assert.Empty((await ReadAsync(id)).Secrets);
        Assert.Equal("kept", page.Labelled("Description").GetAttribute("value"));
    }

    [Fact]
    public async Task When_a_key_cannot_be_removed_the_page_says_so_keeps_the_form_and_it_can_be_tried_again()
    {
        var id = await AddAsync(secrets: 0);
        var pem = PemPublicKeyReader.Read(Encoding.UTF8.GetBytes(PemFiles.Curve), Domain.Clock.GetUtcNow()).Value[0];
        await Domain.Get<AddClientPublicKeys>().ExecuteAsync(id, [new(PublicKeyName.Create("production").Value, pem)], Domain.Superuser, Cancellation);
        var page = OpenSaved(id);
        await page.Labelled("Description").InputAsync(new() { Value = "kept" });

        await BreakAsync();
        await RemoveKeyAsync(page);
        Told(page);

        await MendAsync();
        await RemoveKeyAsync(page);
        Assert.Empty((await ReadAsync(id)).PublicKeys);
        Assert.Equal("kept", page.Labelled("Description").GetAttribute("value"));
    }

    [Fact]
    public async Task When_a_key_cannot_be_stored_it_stays_in_the_preview_with_the_name_it_was_given()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        await page.InvokeAsync(() => page.FindComponent<PemInput>().Instance.TakeAsync("client.pem", new Upload(Encoding.UTF8.GetBytes(PemFiles.Curve))));
        await page.Labelled("Key name").InputAsync(new() { Value = "production" });

        await BreakAsync();
        await page.Button("Add key").ClickAsync(new());
        Assert.Contains("try again", page.Find("[aria-label='Keys to add'] [role=alert]").TextContent, StringComparison.Ordinal);

        await MendAsync();
        await page.Button("Add key").ClickAsync(new());
        Assert.Equal("production", Assert.Single((await ReadAsync(id)).PublicKeys).Name);
    }

    [Fact]
    public async Task When_a_shown_secret_cannot_be_stored_it_stays_in_the_dialog_and_Done_stores_it_once_the_store_is_back()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        var value = await GenerateAsync(page);

        await BreakAsync();
        await AcknowledgeAsync(page);
        Assert.Contains("try again", Dialog(page, "Copy this secret now").TextContent, StringComparison.Ordinal);
        Assert.Equal(value, page.Labelled("Client secret").GetAttribute("value"));

        await MendAsync();
        await page.Button("Done").ClickAsync(new());
        Assert.Equal(value.Substring("adminportal_sec_".Length, 4), Assert.Single((await ReadAsync(id)).Secrets).Hint);
        Assert.Empty(page.FindAll("dialog"));
    }

    [Fact]
    public async Task When_no_secret_can_be_made_the_dialog_says_so_and_makes_one_once_the_store_is_back()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await page.Button("Add secret").ClickAsync(new());

        await Domain.ExecuteSqlAsync($"""ALTER TABLE "AdminRolePermissions" RENAME TO "Gone" """);
        await page.Button("Generate").ClickAsync(new());
        Assert.Contains("try again", Dialog(page, "Add secret").TextContent, StringComparison.Ordinal);

        await Domain.ExecuteSqlAsync($"""ALTER TABLE "Gone" RENAME TO "AdminRolePermissions" """);
        await page.Button("Generate").ClickAsync(new());
        Dialog(page, "Copy this secret now");
    }

    private static async Task DeleteSecretAsync(IRenderedComponent<AdminPortal.ApiClients.Editing.EditApiClientPage> page, string hint)
    {
        await page.Button($"Delete secret {hint}").ClickAsync(new());
        await page.Button("Delete secret").ClickAsync(new());
    }

    private static async Task RemoveKeyAsync(IRenderedComponent<AdminPortal.ApiClients.Editing.EditApiClientPage> page)
    {
        await page.Button("Remove production").ClickAsync(new());
        await page.Button("Remove key").ClickAsync(new());
    }

    private static void Told(IRenderedComponent<AdminPortal.ApiClients.Editing.EditApiClientPage> page)
    {
        Assert.Contains("Nothing is lost: try again. Reference: ", page.Find("#error-summary").TextContent, StringComparison.Ordinal);
        Assert.Equal("kept", page.Labelled("Description").GetAttribute("value"));
    }

    private Task BreakAsync() => Domain.RenameTableAsync("AuditEntries", "Gone");

    private Task MendAsync() => Domain.RenameTableAsync("Gone", "AuditEntries");
}
