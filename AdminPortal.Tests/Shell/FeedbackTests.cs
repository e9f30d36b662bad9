using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Pages;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Shell;

public sealed class FeedbackTests : ShellTest
{
    [Theory]
    [InlineData(StatusKind.Success, "Active")]
    [InlineData(StatusKind.Error, "Revoked")]
    [InlineData(StatusKind.Neutral, "Inactive")]
    public void A_status_is_always_a_word_beside_a_silent_icon(StatusKind kind, string word)
    {
        var chip = Render<StatusChip>(p => p.Add(c => c.Kind, kind).Add(c => c.Text, word));
        Assert.Equal(word, chip.Find(".chip").TextContent.Trim());
        Assert.Equal("true", chip.Find("svg").GetAttribute("aria-hidden"));
    }

    [Fact]
    public async Task A_copy_button_is_named_for_the_thing_and_says_for_two_seconds_that_it_is_copied()
    {
        var copy = Render<CopyButton>(p => p.Add(c => c.Text, "k3f9").Add(c => c.Of, "client ID"));
        Assert.Equal("Copy client ID", copy.Find("button").GetAttribute("aria-label"));
        Assert.Equal("k3f9", copy.Find("button").GetAttribute("data-copy"));

        var shown = copy.InvokeAsync(() => copy.Instance.ShowOutcomeAsync(copied: true));
        Assert.Equal("Client ID copied", copy.Find("[role=status]").TextContent);
        Assert.Equal("Copied", copy.Find("button").GetAttribute("data-tip"));

        Clock.Advance(TimeSpan.FromSeconds(2));
        await shown;
        Assert.Equal("", copy.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task When_the_browser_refuses_to_copy_the_text_is_there_selected_with_the_keys_to_press()
    {
        var clipboard = JSInterop.SetupModule("./js/clipboard.js");
        clipboard.Mode = JSRuntimeMode.Loose;
        var copy = Render<CopyButton>(p => p.Add(c => c.Text, "k3f9").Add(c => c.Of, "client ID"));

        await copy.InvokeAsync(() => copy.Instance.ShowOutcomeAsync(copied: false));
        Assert.Equal("k3f9", copy.Find("input[readonly]").GetAttribute("value"));
        Assert.Contains("Press Ctrl+C", copy.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Single(clipboard.Invocations["select"]);
    }

    [Fact]
    public void A_status_message_is_a_status_and_goes_after_its_time_but_not_under_the_pointer()
    {
        var list = Render<StatusMessageList>();
        var messages = Services.GetRequiredService<StatusMessages>();
        messages.Success("API client Billing sync updated");
        Assert.Contains("updated", list.Find("[role=status]").TextContent, StringComparison.Ordinal);

        list.Find("[role=status]").MouseEnter();
        Clock.Advance(StatusMessages.ShownFor + TimeSpan.FromSeconds(2));
        Assert.Single(messages.Shown);

        list.Find("[role=status]").MouseLeave();
        Clock.Advance(TimeSpan.FromSeconds(1));
        list.WaitForAssertion(() => Assert.Empty(list.FindAll(".status-message")));
    }

    [Fact]
    public void A_status_message_can_be_dismissed()
    {
        var list = Render<StatusMessageList>();
        Services.GetRequiredService<StatusMessages>().Success("Saved");
        list.Find("button[aria-label=Dismiss]").Click();
        Assert.Empty(list.FindAll(".status-message"));
    }

    [Fact]
    public void The_same_words_said_twice_change_the_live_region_twice()
    {
        var region = Render<LiveRegion>();
        var announcer = Services.GetRequiredService<Announcer>();
        announcer.Say("Loading API clients");
        var first = region.Find("[role=status]").TextContent;
        announcer.Say("Loading API clients");
        var second = region.Find("[role=status]").TextContent;

        Assert.NotEqual(first, second);
        Assert.Equal(first, second.Trim('\u00A0'));
    }

    [Fact]
    public void Skeleton_rows_are_silent_and_the_announcer_says_what_is_loading()
    {
        var region = Render<LiveRegion>();
        var rows = Render<SkeletonRows>(p => p.Add(s => s.What, "API clients").Add(s => s.Rows, 3));
        Assert.Equal("true", rows.Find(".skeleton").GetAttribute("aria-hidden"));
        Assert.Equal("Loading API clients", region.Find("[role=status]").TextContent);
    }

    [Fact]
    public void What_failed_to_load_names_itself_its_reference_and_a_way_to_try_again()
    {
        var retried = false;
        var failed = Render<LoadFailed>(p => p.Add(l => l.What, "API clients").Add(l => l.Reference, "7f3a").Add(l => l.OnRetry, () => retried = true));
        Assert.Equal("Couldn't load API clients", failed.Find("h2").TextContent);
        Assert.Equal("7f3a", failed.Find("code").TextContent);
        failed.Find("button").Click();
        Assert.True(retried);
    }

    [Fact]
    public void Someone_without_permission_reads_which_module_and_level_the_page_needs()
    {
        var page = Render<NoPermission>(p => p.Add(n => n.Module, "API Clients").Add(n => n.Level, "Full"));
        Assert.Equal("You can't view this page", page.Find("h1").TextContent);
        Assert.Equal(["Full", "API Clients"], page.FindAll("strong").Select(word => word.TextContent));
        Assert.NotNull(page.Find("button[aria-label='Copy request']"));
    }
}
