using AdminPortal.Account.Sessions;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Domain.Administrators;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.Account;

public sealed class IdleWatchTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    private SigningIn _portal = null!;
    private PageHost _page = null!;
    private AdministratorSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        _portal = await SigningIn.StartAsync();
        var signedIn = await _portal.SucceedAsync();
        _session = signedIn.Session;
        _page = new PageHost(_portal.Host, new AdminPortal.Domain.Permissions.Rules.Actor.Anonymous("", null));
        _page.SignIn(signedIn);
    }

    public async ValueTask DisposeAsync()
    {
        await _page.DisposeAsync();
        await _portal.DisposeAsync();
    }

    [Fact]
    public void Two_minutes_before_the_idle_end_the_page_asks_and_says_when_it_will_be()
    {
        var watch = _page.Render<IdleWatch>();
        _portal.Host.Clock.Advance(TimeSpan.FromMinutes(58) - Look);
        Assert.Empty(watch.FindAll("dialog"));

        _portal.Host.Clock.Advance(Look);

        Warned(watch);
        Assert.Equal("Are you still there?", watch.Find($"#{watch.Find("dialog").GetAttribute("aria-labelledby")}").TextContent);
        Assert.Equal("15 Jan 2027, 10:30 UTC", watch.Find("time").TextContent);
        Assert.Contains("unsaved changes will be lost", watch.Markup, StringComparison.Ordinal);
        Assert.True(watch.Button("Stay signed in").HasAttribute("data-first-focus"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_answers_or_presses_escape_stays_signed_in(bool byButton)
    {
        var watch = Warn();

        await (byButton
            ? watch.Button("Stay signed in").ClickAsync(new())
            : watch.Find("dialog").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Escape" }));

        watch.WaitForAssertion(() => Assert.Empty(watch.FindAll("dialog")), Patience);
        Assert.Equal(_portal.Host.Clock.GetUtcNow(), (await TimesAsync()).SeenAt);
    }

    [Fact]
    public async Task What_is_done_in_another_tab_takes_the_question_away()
    {
        var watch = Warn();

        await _portal.Host.Get<KeepSession>().ExecuteAsync(_session, TestContext.Current.CancellationToken);
        _portal.Host.Clock.Advance(Look);

        watch.WaitForAssertion(() => Assert.Empty(watch.FindAll("dialog")), Patience);
    }

    [Fact]
    public async Task A_hand_on_mouse_or_keyboard_is_activity_and_an_open_page_alone_is_none()
    {
        var watch = _page.Render<IdleWatch>();
        var start = _portal.Host.Clock.GetUtcNow();
        _portal.Host.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(start, (await TimesAsync()).SeenAt);

        await watch.InvokeAsync(watch.Instance.NoteActivityAsync);

        Assert.Equal(start.AddMinutes(30), (await TimesAsync()).SeenAt);
        Assert.Single(_page.JSInterop.Invocations["watch"]);
    }

    [Fact]
    public async Task While_the_question_stands_reading_it_with_the_keyboard_is_no_answer()
    {
        var watch = Warn();
        var before = await TimesAsync();

        await watch.InvokeAsync(watch.Instance.NoteActivityAsync);

        Warned(watch);
        Assert.Equal(before, await TimesAsync());
    }

    [Fact]
    public async Task A_session_that_reaches_its_eight_hours_first_is_not_offered_to_stay()
    {
        var watch = _page.Render<IdleWatch>();
        await _portal.Host.Get<PortalStore>().ChangeSessionTimesAsync(times => times with { EndsAt = times.SeenAt.AddMinutes(59) });

        _portal.Host.Clock.Advance(TimeSpan.FromMinutes(58) + Look);

        Assert.Empty(watch.FindAll("dialog"));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_leaves_the_question_and_says_so()
    {
        var watch = Warn();
        await _portal.Host.RenameTableAsync("AspNetUserTokens", "Gone");

        await watch.Button("Stay signed in").ClickAsync(new());

        watch.WaitForAssertion(() => Assert.Contains("Try again", watch.Find("[role=status]").TextContent, StringComparison.Ordinal), Patience);
        Warned(watch);
    }

    private IRenderedComponent<IdleWatch> Warn()
    {
        var watch = _page.Render<IdleWatch>();
        _portal.Host.Clock.Advance(TimeSpan.FromMinutes(58));
        Warned(watch);
        return watch;
    }

    private static void Warned(IRenderedComponent<IdleWatch> watch) => watch.WaitForAssertion(() => Assert.Single(watch.FindAll("dialog")), Patience);

    private async Task<SessionTimes> TimesAsync() => Assert.Single(await _portal.Host.Get<PortalStore>().SessionTimesAsync());
}
