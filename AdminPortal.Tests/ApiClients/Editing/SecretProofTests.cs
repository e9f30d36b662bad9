using AdminPortal.Account.Sessions;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Editing;

/// <summary>Making a secret as somebody who really signed in, with the dialog that the frame of the page holds.</summary>
public sealed class SecretProofTests : EditingTest
{
    private const string Password = "canary horse battery";
    private const string Question = "Confirm it is you";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private IRenderedComponent<ConfirmPasswordDialog> _asker = null!;
    private JSRuntimeInvocationHandler<string?> _field = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var alice = new AddAdministratorCommand("alice", new TypedPassword(Password), AdminRole.SuperAdministrator);
        await Domain.Get<AddAdministrator>().ExecuteAsync(alice, new Actor.OnHost("test"), Cancellation);
        var signedIn = await Domain.Get<SignInAdministrator>().ExecuteAsync(new("alice", alice.Password, null, []), Cancellation);
        Host.SignIn(Assert.IsType<SignInOutcome.SignedIn>(signedIn));
        _field = Host.JSInterop.SetupModule("./js/password.js").Setup<string?>("take", _ => true);
        _asker = Host.Render<ConfirmPasswordDialog>();
    }

    [Fact]
    public async Task A_15_Who_signed_in_lately_is_not_asked()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));

        await page.Button("Add secret").ClickAsync(new());

        Dialog(page, "Add secret");
        Assert.Empty(_asker.FindAll("dialog"));
    }

    [Fact]
    public async Task A_15_After_an_hour_the_password_comes_first_and_then_the_dialog_that_was_asked_for()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await OutlastProofAsync();

        var pressed = page.Button("Add secret").ClickAsync(new());
        Assert.Equal(Question, Asked().QuerySelector("h2")!.TextContent);
        Assert.Equal("current-password", _asker.Labelled("Password").GetAttribute("autocomplete"));
        Assert.Empty(page.FindAll("dialog"));

        await ConfirmAsync(Password);

        await pressed;
        Dialog(page, "Add secret");
        Assert.Empty(_asker.FindAll("dialog"));
    }

    [Fact]
    public async Task A_15_A_wrong_password_is_told_at_the_field_and_stands_nowhere()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await OutlastProofAsync();
        _ = page.Button("Add secret").ClickAsync(new());

        await ConfirmAsync("a wrong canary");

        _asker.WaitForAssertion(() => Assert.Equal("The password is not right.", _asker.Find(".field-error").TextContent.Trim()), Patience);
        Assert.Equal("true", _asker.Labelled("Password").GetAttribute("aria-invalid"));
        Assert.DoesNotContain("canary", _asker.Markup, StringComparison.Ordinal);
        Assert.Equal("field-confirm-password", Host.Focused);
    }

    [Fact]
    public async Task A_09_Too_many_wrong_passwords_are_told_to_wait()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await OutlastProofAsync();
        _ = page.Button("Add secret").ClickAsync(new());

        for (var attempt = 0; attempt < 6; attempt++)
        {
            await ConfirmAsync("a wrong password");
        }

        _asker.WaitForAssertion(() => Assert.Contains("Try again in 5 minutes", _asker.Find(".field-error").TextContent, StringComparison.Ordinal), Patience);
    }

    [Fact]
    public async Task A_15_Whoever_turns_away_is_back_where_they_were()
    {
        var page = OpenSaved(await AddAsync(secrets: 0));
        await OutlastProofAsync();
        var pressed = page.Button("Add secret").ClickAsync(new());

        await _asker.Button("Cancel").ClickAsync(new());

        await pressed;
        Assert.Empty(page.FindAll("dialog"));
        Assert.Empty(_asker.FindAll("dialog"));
    }

    [Fact]
    public async Task A_15_When_the_proof_gets_old_before_Done_the_shown_secret_is_stored_after_the_password()
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
    public async Task A_15_Turning_away_at_Done_leaves_the_secret_to_be_stored_or_discarded()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        var value = await GenerateAsync(page);
        await OutlastProofAsync();
        var pressed = AcknowledgeAsync(page);
        Asked();

        await _asker.Button("Cancel").ClickAsync(new());

        await pressed;
        Assert.Equal(value, page.Labelled("Client secret").GetAttribute("value"));
        Assert.Empty((await ReadAsync(id)).Secrets);
    }

    [Fact]
    public async Task A_15_Before_Generate_too_the_password_comes_first()
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
    public async Task A_15_A_save_with_a_new_secret_goes_on_after_the_password_and_nothing_typed_is_lost()
    {
        var page = OpenNew();
        await page.Labelled("Name").ChangeAsync(new() { Value = "Billing sync" });
        await GenerateAsync(page);
        await AcknowledgeAsync(page);
        await OutlastProofAsync();

        var turnedAway = SubmitAsync(page);
        Asked();
        await _asker.Button("Cancel").ClickAsync(new());
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

    private AngleSharp.Dom.IElement Asked()
    {
        _asker.WaitForAssertion(() => Assert.Single(_asker.FindAll("dialog")), Patience);
        return _asker.Find("dialog");
    }

    private Task ConfirmAsync(string password)
    {
        _field.SetResult(password);
        return _asker.Button("Confirm").ClickAsync(new());
    }

    // An hour's work: active all the time, so the session lasts.
    private Task OutlastProofAsync()
    {
        Domain.Clock.Advance(AdministratorSession.ProofLasts + TimeSpan.FromSeconds(1));
        return Domain.Get<PortalStore>().ChangeSessionTimesAsync(times => times with { SeenAt = Domain.Clock.GetUtcNow() });
    }
}
