using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Editing;

/// <summary>Making a secret as somebody who really signed in.</summary>
public sealed class SecretProofTests : ProofTest
{
    [Fact]
    public async Task Who_signed_in_lately_is_not_asked()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));

        await page.Button("Add secret").ClickAsync(new());

        Dialog(page, "Add secret");
        Assert.Empty(Asker.FindAll("dialog"));
    }

    [Fact]
    public async Task After_an_hour_the_password_comes_first_and_then_the_dialog_that_was_asked_for()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await OutlastProofAsync();

        var pressed = page.Button("Add secret").ClickAsync(new());
        Assert.Equal(Question, Asked().QuerySelector("h2")!.TextContent);
        Assert.Equal("current-password", Asker.Labelled("Password").GetAttribute("autocomplete"));
        Assert.Empty(page.FindAll("dialog"));

        await ConfirmAsync(Password);

        await pressed;
        Dialog(page, "Add secret");
        Assert.Empty(Asker.FindAll("dialog"));
    }

    [Fact]
    public async Task A_wrong_password_is_told_at_the_field_and_stands_nowhere()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await OutlastProofAsync();
        _ = page.Button("Add secret").ClickAsync(new());

        await ConfirmAsync("a wrong canary");

        Asker.WaitForAssertion(() => Assert.Equal("The password is incorrect.", Asker.Find(".field-error").TextContent.Trim()), Patience);
        Assert.Equal("true", Asker.Labelled("Password").GetAttribute("aria-invalid"));
        Assert.DoesNotContain("canary", Asker.Markup, StringComparison.Ordinal);
        Assert.Equal("field-confirm-password", Host.Focused);
    }

    [Fact]
    public async Task Too_many_wrong_passwords_are_told_to_wait()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await OutlastProofAsync();
        _ = page.Button("Add secret").ClickAsync(new());

        for (var attempt = 0; attempt < 6; attempt++)
        {
            await ConfirmAsync("a wrong password");
        }

        Asker.WaitForAssertion(() => Assert.Contains("Try again in 5 minutes", Asker.Find(".field-error").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task Where_too_many_passwords_are_being_checked_the_next_one_is_told_to_come_again_and_then_gets_in()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await OutlastProofAsync();
        var pressed = page.Button("Add secret").ClickAsync(new());
        var turns = Domain.Get<HashingTurns>();
        List<Task<IDisposable?>> crowd = [];
        for (var entering = 0; entering <= HashingTurns.MostWaiting; entering++)
        {
            crowd.Add(turns.EnterAsync(HashingLane.SignedIn, Cancellation));
        }

        await ConfirmAsync(Password);

        Asker.WaitForAssertion(
            () => Assert.Equal(
                "Too many passwords are being checked at the moment. Try again in a few seconds.", Asker.Find(".field-error").TextContent.Trim()),
            Patience);
        foreach (var turn in crowd)
        {
            (await turn)!.Dispose();
        }

        await ConfirmAsync(Password);
        await pressed;
        Dialog(page, "Add secret");
    }

    [Fact]
    public async Task Whoever_turns_away_is_back_where_they_were()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await OutlastProofAsync();
        var pressed = page.Button("Add secret").ClickAsync(new());

        await Asker.Button("Cancel").ClickAsync(new());

        await pressed;
        Assert.Empty(page.FindAll("dialog"));
        Assert.Empty(Asker.FindAll("dialog"));
    }

    [Fact]
    public async Task When_the_proof_gets_old_before_Done_the_shown_secret_is_stored_after_the_password()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        var value = await GenerateAsync(page);
        await OutlastProofAsync();

        var pressed = AcknowledgeAsync(page);
        Asked();
        Assert.Equal(value, page.Labelled("Client secret").GetAttribute("value"));
        await ConfirmAsync(Password);

        await pressed;
        Assert.Empty(page.FindAll("dialog"));
        Assert.Equal(value.Substring("adminportal_sec_".Length, 4), Assert.Single((await ReadAsync(id)).Secrets).Hint);
    }

    [Fact]
    public async Task Turning_away_at_Done_leaves_the_secret_to_be_stored_or_discarded()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        var value = await GenerateAsync(page);
        await OutlastProofAsync();
        var pressed = AcknowledgeAsync(page);
        Asked();

        await Asker.Button("Cancel").ClickAsync(new());

        await pressed;
        Assert.Equal(value, page.Labelled("Client secret").GetAttribute("value"));
        Assert.Empty((await ReadAsync(id)).Secrets);
    }

    [Fact]
    public async Task Before_Generate_too_the_password_comes_first()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await page.Button("Add secret").ClickAsync(new());
        await OutlastProofAsync();

        var pressed = page.Button("Generate").ClickAsync(new());
        Asked();
        Dialog(page, "Add secret");
        await ConfirmAsync(Password);

        await pressed;
        Dialog(page, "Copy this secret now");
    }

    [Fact]
    public async Task A_save_with_a_fault_tells_of_it_and_asks_for_no_password()
    {
        var page = OpenNew();
        await GenerateAsync(page);
        await AcknowledgeAsync(page);
        await OutlastProofAsync();

        await SubmitAsync(page);

        Assert.Equal(ApiClientErrors.NameMissing.Message, page.Find("#error-summary [role=link]").TextContent);
        Assert.Empty(Asker.FindAll("dialog"));
    }

    [Fact]
    public async Task A_save_with_a_new_secret_goes_on_after_the_password_and_nothing_typed_is_lost()
    {
        var page = OpenNew();
        await page.Labelled("Name").ChangeAsync(new() { Value = "Billing sync" });
        await GenerateAsync(page);
        await AcknowledgeAsync(page);
        await OutlastProofAsync();

        var turnedAway = SubmitAsync(page);
        Asked();
        await Asker.Button("Cancel").ClickAsync(new());
        await turnedAway;
        Assert.Equal(PermissionErrors.ProofNeeded.Message, page.Find("#error-summary [role=link]").TextContent);
        Assert.Equal("Billing sync", page.Labelled("Name").GetAttribute("value"));

        var saved = SubmitAsync(page);
        Asked();
        await ConfirmAsync(Password);
        await saved;
        var client = Assert.Single((await Domain.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery(), Domain.Superuser, Cancellation)).Value.Rows);
        Assert.Single((await ReadAsync(client.Id)).Secrets);
    }
}
