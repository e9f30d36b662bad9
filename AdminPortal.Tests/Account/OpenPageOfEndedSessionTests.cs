using AdminPortal.Account.Sessions;
using AdminPortal.Domain.Administrators.Access;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Domain.Administrators;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Account;

/// <summary>An open page learns that its session was taken back when that happens, and not when it would ask by itself.</summary>
public sealed class OpenPageOfEndedSessionTests
{
    // A page asks by itself every half minute.
    private static readonly TimeSpan BeforeItAsks = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task A_page_ends_with_the_session_that_is_taken_back()
    {
        await using var portal = await SigningIn.StartAsync();
        var ended = await portal.SucceedAsync();
        var page = PageOf(portal, ended);
        using var leaving = (IDisposable)page;
        var told = new TaskCompletionSource<AuthenticationState>();
        page.AuthenticationStateChanged += async state => told.TrySetResult(await state);

        await portal.Host.Get<EndAdministratorSessions>().ExecuteAsync("alice", new Actor.OnHost("test"), TestContext.Current.CancellationToken);

        var state = await told.Task.WaitAsync(BeforeItAsks, TestContext.Current.CancellationToken);
        Assert.False(state.User.Identity!.IsAuthenticated);
    }

    [Fact]
    public async Task A_page_whose_session_still_counts_stays_when_somebody_elses_ends()
    {
        await using var portal = await SigningIn.StartAsync();
        var page = PageOf(portal, await portal.SucceedAsync());
        var feed = portal.Host.Get<ChangeFeed>();

        feed.SessionsEnded();
        await page.LookAgainAsync();
        Assert.True((await page.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);

        ((IDisposable)page).Dispose();
        feed.SessionsEnded();
    }

    private static RevalidatingAdministratorState PageOf(SigningIn portal, SignInOutcome.SignedIn signedIn)
    {
        var page = new RevalidatingAdministratorState(
            NullLoggerFactory.Instance, portal.Host.Get<CheckSession>(), portal.Host.Get<ChangeFeed>());
        var user = SessionPrincipal.Of(signedIn.Administrator, signedIn.Session);
        page.SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
        return page;
    }
}
