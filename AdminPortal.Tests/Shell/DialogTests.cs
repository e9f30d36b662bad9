using AdminPortal.Domain;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Dialogs;
using AdminPortal.Shell.Feedback;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Shell;

public sealed class DialogTests : ShellTest
{
    [Fact]
    public void A_dialog_is_named_by_its_title_and_escape_asks_to_cancel()
    {
        var cancelled = false;
        var dialog = Render<ModalDialog>(p => p.Add(d => d.Title, "Add secret").Add(d => d.OnCancel, () => cancelled = true));
        var title = dialog.Find($"#{dialog.Find("dialog").GetAttribute("aria-labelledby")}");
        Assert.Equal("Add secret", title.TextContent);

        dialog.Find("dialog").KeyDown("Escape");
        Assert.True(cancelled);
    }

    [Theory]
    [InlineData("YES", true)]
    [InlineData(" YES ", true)]
    [InlineData("yes", false)]
    [InlineData("Y", false)]
    [InlineData("", false)]
    public void Only_the_word_YES_lets_the_red_button_act(string typed, bool acts)
    {
        var confirmed = 0;
        var dialog = Confirm(() => confirmed++);
        dialog.Find("input").Input(typed);
        dialog.FindAll("button").Single(button => button.TextContent.Trim() == "Delete").Click();

        Assert.Equal(acts ? 1 : 0, confirmed);
        Assert.Equal(acts ? 0 : 1, dialog.FindAll(".field-error").Count);
    }

    [Fact]
    public void What_was_done_is_told_where_the_person_goes_on()
    {
        var done = 0;
        var dialog = Confirm(() => { }, () => done++);
        dialog.Find("input").Input("YES");
        dialog.FindAll("button").Single(button => button.TextContent.Trim() == "Delete").Click();

        Assert.Equal("API client deleted", Assert.Single(Services.GetRequiredService<StatusMessages>().Shown).Text);
        Assert.Equal(1, done);
    }

    [Fact]
    public void What_cannot_be_done_is_told_in_the_dialog_and_what_was_typed_stays()
    {
        var done = 0;
        var dialog = Confirm(() => throw new InvalidOperationException("the disk is full"), () => done++);
        dialog.Find("input").Input("YES");
        dialog.FindAll("button").Single(button => button.TextContent.Trim() == "Delete").Click();

        Assert.Contains("try again. Reference:", dialog.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal("YES", dialog.Find("input").GetAttribute("value"));
        Assert.Empty(Services.GetRequiredService<StatusMessages>().Shown);
        Assert.Equal(0, done);
    }

    [Fact]
    public void The_field_to_confirm_is_named_as_promised_and_has_the_focus_first()
    {
        var dialog = Confirm(() => { });
        Assert.Equal("Type YES to confirm", dialog.Find("label").TextContent);
        Assert.True(dialog.Find("input").HasAttribute("data-first-focus"));
    }

    [Fact]
    public void Leaving_a_changed_form_is_asked_about_by_number_and_name()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        var start = navigation.Uri;
        var guard = Render<UnsavedChangesGuard>(p => p.Add(g => g.Changes, () => ["Name", "Status", "Description"]));
        navigation.NavigateTo("/administration");

        Assert.Equal(start, navigation.Uri);
        Assert.Equal("Discard 3 changes?", guard.Find("h2").TextContent);
        Assert.Equal(["Name", "Status", "Description"], guard.FindAll("li").Select(item => item.TextContent));
        Assert.Equal("Keep editing", guard.Find("[data-first-focus]").TextContent.Trim());

        guard.Find("[data-first-focus]").Click();
        Assert.Empty(guard.FindAll("dialog"));
    }

    [Fact]
    public void Discarding_goes_where_the_person_wanted_to_go()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        var guard = Render<UnsavedChangesGuard>(p => p.Add(g => g.Changes, () => ["Name"]));
        navigation.NavigateTo("/administration");
        Assert.Equal("Discard 1 change?", guard.Find("h2").TextContent);

        guard.FindAll("button").Single(button => button.TextContent.Trim() == "Discard changes").Click();
        Assert.EndsWith("/administration", navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_form_and_another_tab_of_the_same_page_are_left_without_a_word()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        string[] changes = ["Name"];
        Render<UnsavedChangesGuard>(p => p.Add(g => g.Changes, () => changes));
        navigation.NavigateTo("/?tab=resources");
        Assert.EndsWith("?tab=resources", navigation.Uri, StringComparison.Ordinal);

        changes = [];
        navigation.NavigateTo("/administration");
        Assert.EndsWith("/administration", navigation.Uri, StringComparison.Ordinal);
    }

    private IRenderedComponent<ConfirmByTypingYes> Confirm(Action confirm, Action? done = null) => Render<ConfirmByTypingYes>(p => p
        .Add(d => d.Title, "Delete API client")
        .Add(d => d.Verb, "Delete")
        .Add(d => d.What, "delete an API client")
        .Add(d => d.Act, () =>
        {
            confirm();
            return Task.FromResult<Result<string>>("API client deleted");
        })
        .Add(d => d.OnDone, () => done?.Invoke())
        .AddChildContent("<p>Billing sync is deleted. This cannot be undone.</p>"));
}
