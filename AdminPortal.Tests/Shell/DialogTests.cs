using AdminPortal.Shell.Dialogs;
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

    private IRenderedComponent<ConfirmByTypingYes> Confirm(Action confirm) => Render<ConfirmByTypingYes>(p => p
        .Add(d => d.Title, "Delete API client")
        .Add(d => d.Verb, "Delete")
        .Add(d => d.OnConfirm, confirm)
        .AddChildContent("<p>Billing sync is deleted. This cannot be undone.</p>"));
}
